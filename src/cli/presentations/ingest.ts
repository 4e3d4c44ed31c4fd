import { resultsReport } from '../../charts/report.js';
import type { Reading } from '../../data/inspection.js';
import { writePanel } from '../../data/panel/write-panel.js';
import { csvField } from '../../render/csv-format.js';
import { panelTable } from '../../tables/panel.js';
import type { PresentFlags } from '../output-files.js';
import type { Presentation } from '../present.js';
import { findingDocument } from './finding-document.js';
import { readingResults } from './results.js';

/** What `ingest` shows: the regular series, as CSV that reads back to the same panel. */
export function presentPanel(reading: Reading, flags: PresentFlags, command: string): Presentation {
  const { panel, sources, findings } = reading;
  const rawText = flags['raw-text'] === true;
  const main = () => panelTable(panel);
  return {
    document: {
      rows: panel.series.reduce((sum, { values }) => sum + values.length, 0),
      series: panel.series.map(({ id, target, values }) => ({ id, target, rows: values.length })),
      findings: findings.map(findingDocument),
    },
    main,
    lines: writePanel(panel, (text) => csvField(text, rawText)),
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
