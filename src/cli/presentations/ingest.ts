import { resultsReport } from '../../charts/report.js';
import type { Reading } from '../../data/inspection.js';
import { positionsIn } from '../../data/panel/shard.js';
import { panelTable } from '../../tables/panel.js';
import type { PresentFlags } from '../output-files.js';
import type { Presentation } from '../present.js';
import { readingDecisions, type ShardFlags, seriesIn } from '../shards/shard-result.js';
import { blockLines, panelBlocks } from './blocks.js';
import { findingDocument } from './finding-document.js';
import { readingResults } from './results.js';

/** What `ingest` shows: the regular series, as CSV that reads back to the same panel. */
export function presentPanel(
  reading: Reading,
  flags: PresentFlags & ShardFlags,
  command: string,
): Presentation {
  const { panel, sources, findings } = reading;
  const rawText = flags['raw-text'] === true;
  const main = () => panelTable(panel);
  const series = positionsIn(panel.series, flags.shard).map((at) => panel.series[at]!);
  return {
    document: {
      rows: series.reduce((sum, { values }) => sum + values.length, 0),
      series: series.map(({ id, target, values }) => ({ id, target, rows: values.length })),
      findings: findings.map(findingDocument),
    },
    main,
    shard: () => ({
      decisions: readingDecisions(reading),
      series: seriesIn(reading, flags.shard),
      skipped: [],
      blocks: { output: panelBlocks(panel, flags.shard, rawText) },
    }),
    lines: blockLines(panelBlocks(panel, flags.shard, rawText)),
    tables: () => [main()],
    remarks: [],
    chart: () => null,
    report: () =>
      resultsReport(readingResults(reading), {
        title: 'Series',
        subtitle: sources.map(({ file }) => file).join(', '),
        command,
        remarks: [],
      }),
  };
}
