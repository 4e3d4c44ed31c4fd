import type { Panel } from '../data/panel/panel.js';
import type { JudgedRow } from '../evaluation/anomalies/judge-panel.js';
import type { Chart } from '../render/chart.js';
import { downsample } from './downsample.js';
import { seriesTitle } from './series-title.js';
import { timeAxis } from './time-axis.js';

/** Rows at the end that are shown. */
const MOST_ROWS = 1500;

/** The newest rows of a series, the range that each was expected in, and those that are anomalies. */
export function anomaliesChart(panel: Panel, index: number, judged: readonly JudgedRow[]): Chart {
  const series = panel.series[index]!;
  const shown = judged.slice(-MOST_ROWS);
  const odd = shown.filter(({ anomaly }) => anomaly);
  const timesOf = (rows: readonly JudgedRow[]) =>
    Float64Array.from(rows, ({ row }) => series.times[row]!);
  const from = shown[0]?.row ?? 0;
  const count = odd.length === 1 ? '1 anomaly' : `${odd.length} anomalies`;
  return {
    title: `${seriesTitle(panel, series)}: ${count} in ${shown.length} rows`,
    x: timeAxis(panel),
    y: { kind: 'number', label: series.target, scale: 'linear' },
    marks: [
      {
        kind: 'band',
        label: 'expected, 95 %',
        tone: 'forecast',
        x: timesOf(shown),
        low: Float64Array.from(shown, ({ lo }) => lo),
        high: Float64Array.from(shown, ({ hi }) => hi),
      },
      {
        kind: 'line',
        label: series.target,
        tone: 'history',
        ...downsample(
          series.times.subarray(from, series.values.length),
          series.values.subarray(from),
          MOST_ROWS,
        ),
      },
      {
        kind: 'points',
        label: 'anomaly',
        tone: 'warning',
        x: timesOf(odd),
        y: Float64Array.from(odd, ({ value }) => value),
      },
    ],
  };
}
