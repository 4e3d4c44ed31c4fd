import { log } from '../../elementary.js';

/**
 * A form of exponential smoothing in the state-space taxonomy (Hyndman, Koehler, Ord & Snyder 2008): the
 * error is multiplicative where the season is, additive elsewhere.
 */
export interface EtsForm {
  /** None, additive, damped additive. */
  readonly trend: 'N' | 'A' | 'Ad';
  /** None, additive, multiplicative. */
  readonly season: 'N' | 'A' | 'M';
}

export interface EtsParameters {
  readonly alpha: number;
  /** 0 without a trend. */
  readonly beta: number;
  /** 0 without a season. */
  readonly gamma: number;
  /** Damping; 1 without. */
  readonly phi: number;
}

/** Level, slope and seasonal indices, the next row's index first. */
export interface EtsStates {
  readonly level: number;
  readonly slope: number;
  readonly indices: Float64Array; // (season), or (1) holding the neutral element
}

export interface EtsRun {
  readonly states: EtsStates;
  /** Sum of squared errors; relative ones where the error is multiplicative. */
  readonly squares: number;
  /** Σ log |one-step forecast|, which the likelihood of relative errors needs; 0 for additive ones. */
  readonly logs: number;
}

/**
 * Runs the recursions of fpp3, table 8.7, over the values. A missing value is taken to be as forecast.
 */
export function runEts(
  form: EtsForm,
  { alpha, beta, gamma, phi }: EtsParameters,
  start: EtsStates,
  values: Float64Array,
): EtsRun {
  const relative = form.season === 'M';
  const indices = start.indices.slice();
  let { level, slope } = start;
  let squares = 0;
  let logs = 0;
  for (let t = 0; t < values.length; t++) {
    const phase = t % indices.length;
    const index = indices[phase]!;
    const trended = level + phi * slope;
    const forecast = relative ? trended * index : trended + index;
    const value = values[t]!;
    const error = Number.isNaN(value)
      ? 0
      : relative
        ? (value - forecast) / forecast
        : value - forecast;
    const unit = relative ? trended : 1;
    level = trended + alpha * unit * error;
    slope = phi * slope + beta * unit * error;
    if (form.season !== 'N') indices[phase] = index + gamma * (relative ? index : 1) * error;
    squares += error * error;
    if (relative) logs += log(Math.abs(forecast));
  }
  const next = values.length % indices.length;
  const turned = indices.map((_, i) => indices[(next + i) % indices.length]!);
  return { states: { level, slope, indices: turned }, squares, logs };
}

/** Point forecasts from the states after the last value. // (horizon) */
export function forecastEts(
  form: EtsForm,
  phi: number,
  { level, slope, indices }: EtsStates,
  horizon: number,
): Float64Array {
  let damping = 0;
  let power = 1;
  return Float64Array.from({ length: horizon }, (_, h) => {
    power *= phi;
    damping += power;
    const index = indices[h % indices.length]!;
    const trended = level + damping * slope;
    return form.season === 'M' ? trended * index : trended + index;
  });
}
