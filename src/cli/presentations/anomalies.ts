import { anomaliesChart } from '../../charts/anomalies.js';
import { resultsReport } from '../../charts/report.js';
import { anomaliesTable, anomalyDocuments } from '../../tables/anomalies.js';
import type { AnomaliesOutcome } from '../../workflows/series/anomalies.js';
import type { Presentation } from '../present.js';
import { readingDecisions, type ShardFlags, seriesIn } from '../shards/shard-result.js';
import { anomalyBlocks } from './blocks.js';
import { firstOf } from './chart-note.js';
import { readingResults, sourceNames } from './results.js';

export interface AnomaliesFlags extends ShardFlags {
  readonly 'only-anomalies'?: boolean | undefined;
  readonly 'fail-on-anomaly'?: boolean | undefined;
}

/** Charts of a report. */
const MOST_CHARTS = 6;

/** What `anomalies` shows: every row to a pipe, the anomalies to a person. */
export function presentAnomalies(
  outcome: AnomaliesOutcome,
  flags: AnomaliesFlags,
  command: string,
): Presentation {
  const { reading, judged, alpha, newest, season, short, fresh } = outcome;
  const { panel } = reading;
  const results = readingResults(reading);
  const only = flags['only-anomalies'] === true;
  const odd = () => anomaliesTable(panel, judged, results.formatTime, 'anomalies');
  const part = flags.shard !== undefined;
  const main = () => anomaliesTable(panel, shown, results.formatTime, part ? 'part' : 'rows');
  const remarks = [part ? summaryOfPart(outcome) : summary(outcome)];
  // The series with the most anomalies first: of a panel, the chart of a healthy one says nothing.
  const order = [...judged.keys()]
    .filter((s) => judged[s]!.length > 0)
    .sort((a, b) => alarms(judged[b]!) - alarms(judged[a]!) || a - b);
  const shown = only ? judged.map((rows) => rows.filter(({ anomaly }) => anomaly)) : judged;
  return {
    document: {
      alpha,
      newest,
      anomalies: part ? null : judged.reduce((sum, rows) => sum + alarms(rows), 0),
      newAnomalies: part ? null : fresh,
      rows: anomalyDocuments(panel, shown),
      remarks,
    },
    main,
    tables: () => (part ? [] : [odd()]),
    remarks,
    shard: () => ({
      // What `gather` needs to know to tell the anomalies.
      decisions: {
        ...readingDecisions(reading),
        alpha: String(alpha),
        season: String(season),
      },
      series: seriesIn(reading, flags.shard),
      skipped: short,
      blocks: { output: anomalyBlocks(panel, main(), judged, flags['raw-text'] === true) },
    }),
    chart: () => (order.length === 0 ? null : anomaliesChart(panel, order[0]!, judged[order[0]!]!)),
    ...firstOf(order.length),
    report: () =>
      resultsReport(results, {
        title: `Anomalies of ${panel.targets.join(', ')}`,
        subtitle: sourceNames(reading),
        command,
        remarks,
        own: [
          ...order.slice(0, MOST_CHARTS).map((s) => ({
            kind: 'chart' as const,
            chart: anomaliesChart(panel, s, judged[s]!),
          })),
          ...(part ? [] : [{ kind: 'table' as const, table: odd() }]),
        ],
      }),
    ...(flags['fail-on-anomaly'] === true && fresh > 0 ? { exitCode: 3 as const } : {}),
  };
}

const alarms = (rows: AnomaliesOutcome['judged'][number]) =>
  rows.filter(({ anomaly }) => anomaly).length;

function summaryOfPart({ judged }: AnomaliesOutcome): string {
  const rows = judged.reduce((sum, each) => sum + each.length, 0);
  return `${rows} rows judged, each alone; gatecast gather tells the anomalies once all parts are there`;
}

/** How many, among how many, and how many of them are new. */
function summary({ judged, alpha, newest, fresh }: AnomaliesOutcome): string {
  const rows = judged.reduce((sum, each) => sum + each.length, 0);
  const count = judged.reduce((sum, each) => sum + alarms(each), 0);
  const found = count === 1 ? '1 anomaly' : `${count || 'no'} anomalies`;
  const where = newest === 1 ? 'newest row' : `${newest} newest rows`;
  return `${found} in ${rows} rows, ${fresh} in the ${where}; of such alarms ${alpha * 100} % are false`;
}
