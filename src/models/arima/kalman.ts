import { log } from '../../elementary.js';
import type { ArmaCoefficients } from './polynomials.js';
import { padded, stationaryCovariance } from './stationary-start.js';

/** From here on the variance of the innovations no longer changes, and neither does the gain. */
const STEADY = 1e-12;

/** Columns filtered by one ARMA process. */
export interface Whitened {
  /** One-step errors over their standard deviation (of innovations of variance 1), of the rows known. */
  readonly columns: readonly Float64Array[]; // (columns) × (known rows)
  /** Σ log of the errors' variances. */
  readonly logs: number;
  /** What each column's state foretells of the row after the last. */
  readonly states: readonly Float64Array[]; // (columns) × (r)
}

/**
 * The Kalman filter of an ARMA process in Harvey's state-space form (Durbin & Koopman 2012, section
 * 3.4), run over several columns at once: the errors of a regression are then those of its columns,
 * weighted. Rows in which the first column is missing are skipped for all. Null where the process is as
 * good as not stationary.
 *
 * @param start - `exact`: as likely before the first row as the process makes it; `conditional`: all
 *   zero there, which is quick and good enough to begin a search with
 */
export function whiten(
  arma: ArmaCoefficients,
  columns: readonly Float64Array[],
  start: 'exact' | 'conditional',
): Whitened | null {
  const size = Math.max(arma.ar.length, arma.ma.length + 1);
  const phi = padded(arma.ar, 0, size);
  const theta = padded(arma.ma, 1, size);
  const covariance = start === 'exact' ? stationaryCovariance(arma, size) : outer(theta);
  if (!covariance) return null;
  const states = columns.map(() => new Float64Array(size));
  const rows = columns[0]!.length;
  const errors = columns.map(() => new Float64Array(rows));
  const gain = new Float64Array(size);
  const moved = { covariance, spare: new Float64Array(size * size) };
  let known = 0;
  let logs = 0;
  let steady = false;
  let deviation = 1;
  for (let t = 0; t < rows; t++) {
    const missing = Number.isNaN(columns[0]![t]!);
    if (missing || !steady) {
      const variance = moved.covariance[0]!;
      if (!missing) {
        deviation = Math.sqrt(variance);
        for (let i = 0; i < size; i++) gain[i] = moved.covariance[i * size]! / variance;
      }
      moveCovariance(moved, phi, theta, missing ? null : variance);
      steady = !missing && variance - 1 < STEADY;
    }
    if (!missing) logs += 2 * log(deviation);
    for (const [c, column] of columns.entries()) {
      const error = missing ? 0 : column[t]! - states[c]![0]!;
      moveState(states[c]!, phi, gain, error);
      if (!missing) errors[c]![known] = error / deviation;
    }
    if (!missing) known += 1;
  }
  return { columns: errors.map((column) => column.subarray(0, known)), logs, states };
}

/** Covariance of a state of which only the newest innovation is not known. */
const outer = (theta: Float64Array) =>
  Float64Array.from(
    { length: theta.length * theta.length },
    (_, at) => theta[Math.floor(at / theta.length)]! * theta[at % theta.length]!,
  );

/** a ← T (a + K v), in place. */
function moveState(state: Float64Array, phi: Float64Array, gain: Float64Array, error: number) {
  const { length } = state;
  const first = state[0]! + gain[0]! * error;
  for (let i = 0; i < length - 1; i++) {
    state[i] = phi[i]! * first + state[i + 1]! + gain[i + 1]! * error;
  }
  state[length - 1] = phi[length - 1]! * first;
}

/** P ← T (P - P₁ P₁ᵀ / F) Tᵀ + R Rᵀ; without a variance F nothing was seen and nothing is taken off. */
function moveCovariance(
  moved: { covariance: Float64Array; spare: Float64Array },
  phi: Float64Array,
  theta: Float64Array,
  variance: number | null,
): void {
  const { covariance, spare } = moved;
  const size = phi.length;
  if (variance !== null) takeOffSeen(covariance, size, variance);
  const corner = covariance[0]!;
  for (let i = 0; i < size; i++) {
    const own = phi[i]!;
    const below = i + 1 < size ? covariance[(i + 1) * size]! : 0;
    const row = i * size;
    const next = row + size;
    for (let j = 0; j <= i; j++) {
      let value = theta[i]! * theta[j]! + phi[j]! * (own * corner + below);
      if (j + 1 < size) {
        value += own * covariance[j + 1]!;
        if (i + 1 < size) value += covariance[next + j + 1]!;
      }
      spare[row + j] = value;
      spare[j * size + i] = value;
    }
  }
  moved.covariance = spare;
  moved.spare = covariance;
}

/** P ← P - P₁ P₁ᵀ / F, in place. */
function takeOffSeen(covariance: Float64Array, size: number, variance: number): void {
  const first = covariance.slice(0, size);
  for (let i = 0; i < size; i++) {
    const factor = first[i]! / variance;
    if (factor === 0) continue;
    for (let j = 0; j < size; j++) covariance[i * size + j]! -= factor * first[j]!;
  }
}

/** What a state foretells. // (horizon) */
export function foretold(arma: ArmaCoefficients, state: Float64Array, horizon: number) {
  const phi = padded(arma.ar, 0, state.length);
  const still = new Float64Array(state.length);
  const moving = state.slice();
  return Float64Array.from({ length: horizon }, () => {
    const value = moving[0]!;
    moveState(moving, phi, still, 0);
    return value;
  });
}
