import type { Panel, Series } from '../data/panel/panel.js';
import type { Chart, Mark } from '../render/chart.js';
import { downsample } from './downsample.js';
import { seriesTitle } from './series-title.js';
import { timeAxis } from './time-axis.js';

const MOST_POINTS = 2000;
/** More gaps than these are shaded only where they are at least a 400th of the width: thinner ones would shade all. */
const MOST_GAPS = 60;
const THINNEST_GAP = 400;

/** A whole series, with the times at which nothing was observed shaded. */
export function seriesChart(panel: Panel, series: Series): Chart {
  const times = series.times.subarray(0, series.values.length);
  const gaps = gapBand(times, series.values);
  return {
    title: `${seriesTitle(panel, series)}: ${series.values.length} rows`,
    x: timeAxis(panel),
    y: { kind: 'number', label: series.target, scale: 'linear' },
    marks: [
      ...(gaps ? [gaps] : []),
      {
        kind: 'line',
        label: series.target,
        tone: 'history',
        ...downsample(times, series.values, MOST_POINTS),
      },
    ],
  };
}

/** Rectangles over the runs of missing values, from the row before each to the row after it. */
function gapBand(times: Float64Array, values: Float64Array): Mark | null {
  const gaps = gapsOf(values);
  if (gaps.length === 0) return null;
  const missing = gaps.reduce((sum, { from, to }) => sum + to - from, 0);
  const least = gaps.length <= MOST_GAPS ? 1 : values.length / THINNEST_GAP;
  const x = gaps
    .filter(({ from, to }) => to - from >= least)
    .flatMap(({ from, to }) => {
      const before = times[Math.max(0, from - 1)]!;
      const after = times[Math.min(values.length - 1, to)]!;
      // NaN keeps neighbouring rectangles apart.
      return [before, after, Number.NaN];
    });
  const known = values.filter(Number.isFinite);
  const low = known.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = known.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const level = (value: number) => Float64Array.from(x, (at) => (Number.isNaN(at) ? at : value));
  return {
    kind: 'band',
    label: `missing (${missing} ${missing === 1 ? 'row' : 'rows'})`,
    tone: 'warning',
    x: Float64Array.from(x),
    low: level(low),
    high: level(high),
  };
}

/** Runs of missing values, `to` excluded. */
function gapsOf(values: Float64Array): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  for (let row = 0; row < values.length; row++) {
    if (!Number.isNaN(values[row]!)) continue;
    const from = row;
    while (row + 1 < values.length && Number.isNaN(values[row + 1]!)) row++;
    gaps.push({ from, to: row + 1 });
  }
  return gaps;
}
