import type { Panel } from '../data/panel/panel.js';
import type { Decomposition } from '../evaluation/decomposition/decompose.js';
import type { Chart, Mark, Tone } from '../render/chart.js';
import { downsample } from './downsample.js';
import { seriesTitle } from './series-title.js';
import { timeAxis } from './time-axis.js';

const MOST_POINTS = 1500;

/** A series, its trend, and what it is without everything that repeats itself. */
export function trendChart(panel: Panel, index: number, parts: Decomposition): Chart {
  const series = panel.series[index]!;
  const values = series.values.subarray(parts.from);
  const [trend] = parts.components;
  const rest = parts.components.at(-1)!.values;
  const adjusted = trend!.values.map((value, t) => value + rest[t]!);
  return chartOf(panel, index, parts, `${parts.form}, with trend`, [
    [series.target, 'muted', values],
    ['without seasons and effects', 'history', adjusted],
    ['trend', 'forecast', trend!.values],
  ]);
}

/** Each part but the trend on a chart of its own. */
export const componentCharts = (panel: Panel, index: number, parts: Decomposition): Chart[] =>
  parts.components
    .slice(1)
    .map(({ name, values }) => chartOf(panel, index, parts, name, [[name, 'history', values]]));

function chartOf(
  panel: Panel,
  index: number,
  { from }: Decomposition,
  title: string,
  lines: readonly (readonly [string, Tone, Float64Array])[],
): Chart {
  const series = panel.series[index]!;
  const times = series.times.subarray(from, series.values.length);
  return {
    title: `${seriesTitle(panel, series)}: ${title}`,
    x: timeAxis(panel),
    y: { kind: 'number', label: series.target, scale: 'linear' },
    marks: lines.map(
      ([label, tone, values]): Mark => ({
        kind: 'line',
        label,
        tone,
        ...downsample(times, values, MOST_POINTS),
      }),
    ),
  };
}
