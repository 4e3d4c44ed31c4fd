import type { Panel, Series } from '../data/panel/panel.js';
import { boundsIndex, levelsOf } from '../metrics/levels.js';
import type { Chart, Mark } from '../render/chart.js';
import { stepsPhrase } from '../tables/answer/steps-phrase.js';
import type { SeriesForecast } from '../tables/results.js';
import { downsample } from './downsample.js';
import { seriesTitle } from './series-title.js';
import { timeAxis } from './time-axis.js';

/** Rows of history in front of the forecast, in horizons, and at least. */
const HISTORY_HORIZONS = 4;
const LEAST_HISTORY = 60;
const MOST_POINTS = 1500;

/** The end of the history, the forecast and its intervals, with a rule at the cutoff. */
export function forecastChart(panel: Panel, result: SeriesForecast): Chart {
  const series = panel.series[result.series]!;
  const rows = series.values.length;
  const horizon = result.times.length;
  const shown = Math.min(rows, Math.max(HISTORY_HORIZONS * horizon, LEAST_HISTORY));
  const history = downsample(
    series.times.subarray(rows - shown, rows),
    series.values.subarray(rows - shown),
    MOST_POINTS,
  );
  const bridge = lastKnown(series);
  const x = joined(bridge?.time, result.times);
  const marks = levelsOf(result.probabilities)
    .reverse()
    .flatMap((level): Mark[] => {
      const bounds = boundsIndex(result.probabilities, level);
      const low = bounds && result.forecast.quantiles[bounds.low];
      const high = bounds && result.forecast.quantiles[bounds.high];
      if (!low || !high) return [];
      const ends = { low: joined(bridge?.value, low), high: joined(bridge?.value, high) };
      return [{ kind: 'band', label: `${level} %`, tone: 'forecast', x, ...ends }];
    });
  return {
    title: `${seriesTitle(panel, series)}: ${result.model}, next ${stepsPhrase(horizon, panel.frequency)}`,
    x: timeAxis(panel),
    y: { kind: 'number', label: series.target, scale: 'linear' },
    marks: [
      ...marks,
      ...(bridge ? [cutoffRule(bridge.time)] : []),
      { kind: 'line', label: 'history', tone: 'history', ...history },
      {
        kind: 'line',
        label: 'forecast',
        tone: 'forecast',
        x,
        y: joined(bridge?.value, result.forecast.point),
      },
    ],
  };
}

const cutoffRule = (at: number): Mark => ({
  kind: 'rule',
  label: 'cutoff',
  tone: 'muted',
  axis: 'x',
  at,
});

/** The last value that was observed, if any: line and bands start there, where nothing is uncertain. */
function lastKnown(series: Series): { time: number; value: number } | null {
  for (let row = series.values.length - 1; row >= 0; row--) {
    const value = series.values[row]!;
    if (Number.isFinite(value)) return { time: series.times[row]!, value };
  }
  return null;
}

const joined = (first: number | undefined, rest: Float64Array) =>
  first === undefined ? rest : Float64Array.of(first, ...rest);
