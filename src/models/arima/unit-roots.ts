import { decomposeStl } from '../statistical/stl.js';

/** 5 % point of the KPSS statistic around a level (Kwiatkowski et al. 1992, table 1). */
const KPSS_LEVEL = 0.463;
/** Strength of a season from which on it is differenced (Hyndman & Athanasopoulos 2021, section 9.1). */
const SEASONAL_STRENGTH = 0.64;
/** Periods over which the season of the test may change: hardly at all. */
const WINDOW = 11;

/** Differences (at most two) until the KPSS test of a level is no longer rejected. */
export function ordinaryDifferences(values: Float64Array, most: number): number {
  let current = values;
  for (let d = 0; d < most; d++) {
    if (current.length < 4 || isConstant(current) || kpss(current) <= KPSS_LEVEL) return d;
    current = lagged(current, 1);
  }
  return most;
}

/** 1 where the season is strong: 1 - var(remainder) / var(season + remainder) in an STL decomposition. */
export function seasonalDifferences(values: Float64Array, season: number): 0 | 1 {
  if (season < 2 || values.length < 2 * season + 1) return 0;
  const { seasonal, trend } = decomposeStl(values, season, WINDOW);
  const remainder = values.map((value, t) => value - seasonal[t]! - trend[t]!);
  const whole = variance(remainder.map((value, t) => value + seasonal[t]!));
  return whole > 0 && 1 - variance(remainder) / whole > SEASONAL_STRENGTH ? 1 : 0;
}

/** Differences from the row `lag` before. */
export const lagged = (values: Float64Array, lag: number): Float64Array =>
  values.subarray(lag).map((value, t) => value - values[t]!);

/** KPSS statistic around a level, with a Bartlett window of 3 √n / 13 lags. */
function kpss(values: Float64Array): number {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const errors = values.map((value) => value - mean);
  let walk = 0;
  let squares = 0;
  for (const error of errors) {
    walk += error;
    squares += walk * walk;
  }
  const lags = Math.floor((3 * Math.sqrt(n)) / 13);
  let spread = dot(errors, 0);
  for (let lag = 1; lag <= lags; lag++) spread += 2 * (1 - lag / (lags + 1)) * dot(errors, lag);
  return spread > 0 ? squares / (n * spread) : 0;
}

function dot(errors: Float64Array, lag: number): number {
  let sum = 0;
  for (let t = lag; t < errors.length; t++) sum += errors[t]! * errors[t - lag]!;
  return sum;
}

const isConstant = (values: Float64Array) => values.every((value) => value === values[0]);

function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
}
