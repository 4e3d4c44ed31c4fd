import type { Panel } from '../data/panel/panel.js';
import type { Backtest, BacktestResult } from '../evaluation/backtest.js';
import type { Chart, Mark } from '../render/chart.js';
import { downsample } from './downsample.js';
import { seriesTitle } from './series-title.js';
import { timeAxis } from './time-axis.js';

/** More forecasts than these on one chart hide each other. */
const MOST_CUTOFFS = 8;
const MOST_POINTS = 1500;

type Axis = Pick<Panel, 'frequency' | 'zone' | 'timeColumn'>;

/** What happened in one series against what a model had forecast at several cutoffs. */
export function backtestChart(
  axis: Axis,
  backtest: Backtest,
  result: BacktestResult,
  index: number,
): Chart {
  const series = backtest.series[index]!;
  const { horizon } = backtest;
  const origins = apart(backtest, index);
  const first = origins[0] === undefined ? 0 : backtest.origins[origins[0]]!.row;
  const from = Math.max(0, first - horizon);
  const rows = series.values.length;
  const actual = downsample(
    series.times.subarray(from, rows),
    series.values.subarray(from),
    MOST_POINTS,
  );
  const lines = origins.map((origin): Mark => {
    const { row } = backtest.origins[origin]!;
    return {
      kind: 'line',
      label: `forecasts of ${result.model}`,
      tone: 'forecast',
      x: series.times.slice(row, row + horizon),
      y: result.point.slice(origin * horizon, (origin + 1) * horizon),
    };
  });
  return {
    title: `${seriesTitle(backtest, series)}: ${result.model} at ${origins.length} cutoffs`,
    x: timeAxis(axis),
    y: { kind: 'number', label: series.target, scale: 'linear' },
    marks: [{ kind: 'line', label: 'actual', tone: 'actual', ...actual }, ...lines],
    caption: 'Each forecast was made without knowing anything after the point where it starts.',
  };
}

/** Indices of a series' origins that do not overlap, thinned out evenly. */
function apart({ origins, horizon }: Backtest, series: number): number[] {
  const own = [...origins.keys()].filter((origin) => origins[origin]!.series === series);
  const separate: number[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const origin of own) {
    const { row } = origins[origin]!;
    if (row < free) continue;
    separate.push(origin);
    free = row + horizon;
  }
  const every = Math.ceil(separate.length / MOST_CUTOFFS);
  return separate.filter((_, position) => (separate.length - 1 - position) % every === 0);
}
