import { solveRidge } from './ridge.js';
import type { Moments, WindowVisit } from './ridge-moments.js';

/** Each round leaves about the missing share of what the one before has left to correct. */
const ROUNDS = 6;
/** Penalty of the regression that stands in for missing targets. */
const STRENGTH = 0.1;

/**
 * Lets missing targets cost no more than themselves. All steps of a regression share one XᵀX, which
 * takes in every window; a step whose target is missing there would count as "no change". So missing
 * targets take what the regression itself forecasts, over and over (expectation-maximisation, Dempster,
 * Laird & Rubin 1977), until each step is fitted to the windows that know it.
 *
 * @param visitAll - visits the windows that `moments` was made of
 */
export function completeTargets(moments: Moments, visitAll: (visit: WindowVisit) => void): void {
  if (moments.missing === 0) return;
  const known = moments.xy.slice();
  for (let round = 0; round < ROUNDS; round++) {
    const weights = solveRidge(moments, moments.features, STRENGTH);
    moments.xy.set(known);
    visitAll((x, y) => addForecasts(moments, weights, x, y));
  }
}

/** What the weights forecast of one window's missing targets, as if it were known. */
function addForecasts(
  { horizon, xy }: Moments,
  weights: Float64Array,
  x: Float64Array,
  y: Float64Array,
): void {
  for (let h = 0; h < horizon; h++) {
    if (Number.isFinite(y[h]!)) continue;
    let forecast = 0;
    for (let i = 0; i < x.length; i++) forecast += x[i]! * weights[i * horizon + h]!;
    for (let i = 0; i < x.length; i++) xy[i * horizon + h]! += x[i]! * forecast;
  }
}

/** Windows that judge a fit, as those of a validation part with gaps do. */
const VALIDATION_SAMPLES = 400;

/** Mean squared error of the weights over the known targets of at most so many windows, evenly spread. */
export function knownError(
  visitAll: (visit: WindowVisit) => void,
  count: number,
  features: number,
  weights: Float64Array,
): number {
  const stride = Math.ceil(count / VALIDATION_SAMPLES);
  let position = 0;
  let sum = 0;
  let known = 0;
  visitAll((x, y) => {
    if (position++ % stride !== 0) return;
    const horizon = y.length;
    for (let h = 0; h < horizon; h++) {
      if (!Number.isFinite(y[h]!)) continue;
      let left = y[h]!;
      for (let i = 0; i < features; i++) left -= x[i]! * weights[i * horizon + h]!;
      sum += left * left;
      known++;
    }
  });
  return sum / known;
}
