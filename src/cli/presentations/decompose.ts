import { componentCharts, trendChart } from '../../charts/components.js';
import { resultsReport } from '../../charts/report.js';
import {
  componentDocuments,
  componentsTable,
  strengthDocuments,
  strengthsTable,
} from '../../tables/components.js';
import type { DecomposeOutcome } from '../../workflows/series/decompose.js';
import type { Presentation } from '../present.js';
import { firstOf } from './chart-note.js';
import { readingResults, sourceNames } from './results.js';

/** Series whose parts are drawn in a report. */
const MOST_SERIES = 6;

/** What `decompose` shows: the parts of every row to a pipe, how strong they are to a person. */
export function presentDecomposition(
  { reading, parts }: DecomposeOutcome,
  command: string,
): Presentation {
  const { panel } = reading;
  const results = readingResults(reading);
  const drawn = [...parts.keys()].slice(0, MOST_SERIES);
  return {
    document: {
      series: strengthDocuments(panel, parts),
      rows: componentDocuments(panel, parts),
    },
    main: () => componentsTable(panel, parts, results.formatTime),
    tables: () => [strengthsTable(panel, parts)],
    remarks: [],
    chart: () => trendChart(panel, 0, parts[0]!),
    ...firstOf(parts.length),
    report: () =>
      resultsReport(results, {
        title: `Components of ${panel.targets.join(', ')}`,
        subtitle: sourceNames(reading),
        command,
        remarks: [],
        own: [
          { kind: 'table', table: strengthsTable(panel, parts) },
          ...drawn.flatMap((s) =>
            [trendChart(panel, s, parts[s]!), ...componentCharts(panel, s, parts[s]!)].map(
              (chart) => ({ kind: 'chart' as const, chart }),
            ),
          ),
        ],
      }),
  };
}
