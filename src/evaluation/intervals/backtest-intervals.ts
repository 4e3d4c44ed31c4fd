import type { Origin } from '../../data/panel/origins.js';
import type { Series } from '../../data/panel/panel.js';
import { decides } from '../../data/panel/reference.js';
import type { Forecast } from '../../models/model.js';
import { type AdaptiveLevels, createAdaptiveLevels } from './adaptive.js';
import type { Calibrator } from './calibration.js';
import { straighten } from './intervals.js';
import type { ResidualPools } from './residual-pool.js';
import { baseOf, worthOfStep } from './residuals.js';

export interface BacktestForecasts {
  readonly series: readonly Series[];
  readonly origins: readonly Origin[];
  readonly forecasts: readonly Forecast[]; // (origins)
  readonly horizon: number;
}

/**
 * Prediction intervals for every origin of a backtest. At each cutoff the residuals of earlier cutoffs
 * (of the series that decide for a panel) whose actuals have arrived by then join the calibration, so a later interval knows more than an
 * earlier one, and none knows what was not known then.
 *
 * @param calibrator - goes on learning: its pools are changed
 * @param adaptiveRate - step size of adaptive conformal inference; 0 keeps the nominal probabilities
 * @returns (probabilities) × (origins, horizon)
 */
export function backtestIntervals(
  run: BacktestForecasts,
  calibrator: Calibrator,
  probabilities: readonly number[],
  adaptiveRate: number,
): Float64Array[] {
  const { origins, horizon } = run;
  const quantiles = probabilities.map(() => new Float64Array(origins.length * horizon));
  const state: IntervalState = {
    run,
    quantiles,
    heads: calibrator.heads.length,
    pools: calibrator.pools,
    scales: run.series.map(({ values }) => calibrator.scaling.scales(values, calibrator.season)),
    teaches: run.series.map(decides),
    levels: createAdaptiveLevels(probabilities, run.series.length, horizon, adaptiveRate),
  };
  const issued: Window[] = [];
  for (const window of windowsOf(run)) {
    const previous = issued.at(-1)?.cutoff ?? window.cutoff;
    for (const earlier of issued) learn(state, earlier, previous, window.cutoff);
    for (const position of window.positions) issue(state, position, probabilities);
    issued.push(window);
    while (issued[0]!.cutoff + horizon <= window.cutoff) issued.shift();
  }
  return quantiles;
}

interface IntervalState {
  readonly run: BacktestForecasts;
  readonly quantiles: readonly Float64Array[];
  readonly heads: number;
  readonly pools: ResidualPools;
  readonly scales: readonly Float64Array[];
  readonly levels: AdaptiveLevels;
  /** Whether errors of a series are learnt from. // (series) */
  readonly teaches: readonly boolean[];
}

/** Origins that share a cutoff, counted in rows from the end of each series (below 0). */
interface Window {
  readonly cutoff: number;
  /** Rows from the cutoff before. */
  readonly gap: number;
  readonly positions: readonly number[];
}

function windowsOf({ series, origins }: BacktestForecasts): Window[] {
  const byCutoff = new Map<number, number[]>();
  for (const [position, origin] of origins.entries()) {
    const cutoff = origin.row - series[origin.series]!.values.length;
    const positions = byCutoff.get(cutoff);
    if (positions) positions.push(position);
    else byCutoff.set(cutoff, [position]);
  }
  const cutoffs = [...byCutoff.keys()].sort((a, b) => a - b);
  // The last origin of the calibration lies just before the first cutoff.
  return cutoffs.map((cutoff, i) => {
    const gap = i === 0 ? 1 : cutoff - cutoffs[i - 1]!;
    return { cutoff, gap, positions: byCutoff.get(cutoff)! };
  });
}

/** Takes in the actuals of an earlier window that arrived from cutoff `from` until cutoff `to`. */
function learn(state: IntervalState, window: Window, from: number, to: number): void {
  const { run, heads, pools, levels, scales, quantiles, teaches } = state;
  const firstStep = Math.max(0, from - window.cutoff);
  const endStep = Math.min(run.horizon, to - window.cutoff);
  for (const position of window.positions) {
    const { series, row } = run.origins[position]!;
    const scale = scales[series]![row]!;
    for (let h = firstStep; h < endStep; h++) {
      const actual = run.series[series]!.values[row + h]!;
      if (Number.isNaN(actual)) continue;
      for (let base = 0; base < Math.max(1, heads); base++) {
        const forecast = baseOf(run.forecasts[position]!, heads, base)[h]!;
        if (scale > 0 && teaches[series]!) {
          pools.add(base, h, (actual - forecast) / scale, worthOfStep(window.gap, h, heads));
        }
      }
      for (let i = 0; i < quantiles.length; i++) {
        levels.observe(i, series, h, actual < quantiles[i]![position * run.horizon + h]!);
      }
    }
  }
}

function issue(state: IntervalState, position: number, probabilities: readonly number[]): void {
  const { run, heads, pools, levels, scales, quantiles } = state;
  const { series, row } = run.origins[position]!;
  const scale = scales[series]![row]!;
  const forecast = run.forecasts[position]!;
  for (let h = 0; h < run.horizon; h++) {
    const at = position * run.horizon + h;
    for (let i = 0; i < probabilities.length; i++) {
      const base = heads > 0 ? i : 0;
      const offset = pools.offset(base, h, levels.current(i, series, h));
      quantiles[i]![at] = baseOf(forecast, heads, base)[h]! + scale * offset;
    }
    straighten(quantiles, at, forecast.point[h]!, probabilities);
  }
}
