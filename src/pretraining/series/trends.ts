import { cos, exp } from '../../elementary.js';
import type { Draws } from '../draws.js';
import { rowsOf } from './rows.js';

/** A path of so many rows around nothing; its size means nothing, the caller scales it. */
export type Path = (draws: Draws, rows: number) => Float64Array;

/** A random walk with drift, its steps normal or with a heavy tail. */
const walk: Path = (draws, rows) => {
  const drift = draws.chance(0.65) ? draws.normal() * draws.scale(0.03, 2) : 0;
  const heavy = draws.chance(0.2);
  let value = 0;
  return rowsOf(rows, () => {
    const step = draws.normal();
    value += drift + (heavy ? step * exp(0.7 * draws.normal()) : step);
    return value;
  });
};

/** A level with a slope that wanders or returns to its mean. */
const localTrend: Path = (draws, rows) => {
  const keep = draws.chance(0.3) ? 1 : draws.between(0.6, 1);
  const shaking = draws.scale(0.01, 1);
  const mean = draws.normal() * draws.scale(0.05, 1.5);
  let slope = mean + draws.normal() * draws.scale(0.05, 1);
  let value = 0;
  return rowsOf(rows, () => {
    slope = mean + keep * (slope - mean) + shaking * draws.normal() * 0.5;
    value += slope + (1 - shaking) * draws.normal() * 0.5;
    return value;
  });
};

/** A line that changes its slope a few times. */
const pieces: Path = (draws, rows) => {
  const changes = draws.poisson(draws.between(0, 3)) / rows;
  const similar = draws.chance(0.5);
  let slope = draws.normal();
  let value = 0;
  return rowsOf(rows, () => {
    if (draws.chance(changes)) slope = similar ? slope + 0.5 * draws.normal() : draws.normal();
    value += slope;
    return value;
  });
};

/** Growth that slows down: a logistic curve or an exponential approach, cut anywhere. */
const saturation: Path = (draws, rows) => {
  const rate = draws.scale(1, 12) / rows;
  const sign = draws.chance(0.7) ? 1 : -1;
  if (draws.chance(0.4)) return rowsOf(rows, (row) => -sign * exp(-rate * row));
  const middle = draws.between(-0.2, 1.2) * rows;
  return rowsOf(rows, (row) => sign / (1 + exp(-rate * (row - middle))));
};

/** Exponential growth or decay. */
const growth: Path = (draws, rows) => {
  const rate = (draws.scale(0.3, 4) * (draws.chance(0.75) ? 1 : -1)) / rows;
  return rowsOf(rows, (row) => exp(rate * row));
};

/** Returns to its mean (Ornstein & Uhlenbeck 1930), which may jump from regime to regime. */
const reversion: Path = (draws, rows) => {
  const keep = 1 - draws.scale(0.005, 0.5);
  const noise = Math.sqrt(1 - keep * keep);
  const jumps = draws.chance(0.3) ? draws.between(0, 4) / rows : 0;
  let mean = 0;
  let value = draws.normal();
  return rowsOf(rows, () => {
    if (jumps > 0 && draws.chance(jumps)) mean = 2 * draws.normal();
    value = mean + keep * (value - mean) + noise * draws.normal();
    return value;
  });
};

/** A smooth curve: a Gaussian process by random Fourier features (Rahimi & Recht 2007). */
const smooth: Path = (draws, rows) => {
  const length = draws.scale(6, 2 * rows);
  const waves = Array.from({ length: 10 }, () => {
    const rough = draws.chance(0.3) ? exp(draws.normal()) : 1; // mixed lengths: a rational quadratic
    return { speed: (draws.normal() * rough) / length, phase: draws.between(0, 2 * Math.PI) };
  });
  return rowsOf(rows, (row) => {
    let sum = 0;
    for (const { speed, phase } of waves) sum += cos(speed * row + phase);
    return sum;
  });
};

/** A cycle without a fixed length: a second-order autoregression with complex roots (Yule 1927). */
const cycle: Path = (draws, rows) => {
  const period = draws.scale(5, 70);
  const keep = 1 - draws.scale(0.003, 0.15);
  const first = 2 * keep * cos((2 * Math.PI) / period);
  let [before, value] = [draws.normal(), draws.normal()];
  const warm = 2 * Math.ceil(period);
  for (let i = 0; i < warm; i++) step();
  return rowsOf(rows, step);

  function step(): number {
    [before, value] = [value, first * value - keep * keep * before + draws.normal()];
    return value;
  }
};

/** A level that jumps now and then. */
const steps: Path = (draws, rows) => {
  const jumps = draws.between(0.5, 5) / rows;
  let value = 0;
  return rowsOf(rows, () => {
    if (draws.chance(jumps)) value += draws.normal();
    return value;
  });
};

const flat: Path = (_, rows) => new Float64Array(rows);

const KINDS: readonly (readonly [number, Path])[] = [
  [0.08, flat],
  [0.22, walk],
  [0.24, localTrend],
  [0.12, pieces],
  [0.06, saturation],
  [0.06, growth],
  [0.07, reversion],
  [0.06, smooth],
  [0.06, cycle],
  [0.03, steps],
];

/** A trend of one kind or of two added up, with mean 0 and standard deviation 1 (or flat). */
export function drawTrend(draws: Draws, rows: number): Float64Array {
  const trend = standardised(draws.pick(KINDS)(draws, rows));
  if (!draws.chance(0.25)) return trend;
  const other = standardised(draws.pick(KINDS)(draws, rows));
  const share = draws.scale(0.1, 1);
  for (let row = 0; row < rows; row++) trend[row]! += share * other[row]!;
  return standardised(trend);
}

/** In place: mean 0 and standard deviation 1; a constant becomes 0. */
export function standardised(values: Float64Array): Float64Array {
  let mean = 0;
  for (const value of values) mean += value;
  mean /= values.length;
  let power = 0;
  for (const value of values) power += (value - mean) * (value - mean);
  const deviation = Math.sqrt(power / values.length);
  for (let row = 0; row < values.length; row++) {
    values[row] = deviation > 0 ? (values[row]! - mean) / deviation : 0;
  }
  return values;
}
