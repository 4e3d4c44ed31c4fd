import { decomposeStl } from '../../../src/models/statistical/stl.js';
import { createRandom } from '../../../src/random.js';

export const SEASON = 7;
const ROWS = 500;

/** A fault, and the rows on which an alarm is a hit. */
export interface Fault {
  readonly from: number;
  readonly to: number;
}

export interface Planted {
  readonly values: Float64Array;
  readonly faults: readonly Fault[];
}

/**
 * A week and a slow level with noise of deviation 2. Planted are eight spikes of 10 to 20, two shifts of the
 * level by 25, and two sensors that stand still for 15 rows, one at its last value, one at zero.
 */
export function planted(seed: number): Planted {
  const { uniform, integer } = createRandom(seed);
  const normal = () => Array.from({ length: 12 }, uniform).reduce((sum, x) => sum + x, -6);
  let level = 100;
  const values = Float64Array.from({ length: ROWS }, (_, t) => {
    level += 0.2 * normal();
    return level + 10 * Math.abs((t % SEASON) - 3) + 2 * normal();
  });
  const faults: Fault[] = [];
  const shift = (row: number, by: number) => {
    for (let t = row; t < ROWS; t++) values[t]! += by;
    faults.push({ from: row, to: row + 3 });
  };
  const still = (row: number, value: number) => {
    values.fill(value, row, row + 15);
    faults.push({ from: row, to: row + 15 });
  };
  shift(150 + integer(10), 25);
  shift(350 + integer(10), -25);
  still(230 + integer(10), 0);
  const row = 440 + integer(10);
  still(row, values[row]!);
  for (let k = 0; k < 8; k++) {
    const at = [25, 60, 95, 195, 270, 310, 400, 475][k]! + integer(20);
    values[at]! += (k % 2 === 0 ? 1 : -1) * (10 + 10 * uniform());
    faults.push({ from: at, to: at + 1 });
  }
  return { values, faults };
}

/** Share of alarms that are within a fault, of faults that have an alarm, and what both make together. */
export function hits(alarms: readonly number[], faults: readonly Fault[]) {
  const within = (row: number) => faults.some(({ from, to }) => row >= from && row < to);
  const found = faults.filter(({ from, to }) => alarms.some((row) => row >= from && row < to));
  const precision = alarms.filter(within).length / Math.max(1, alarms.length);
  const recall = found.length / faults.length;
  const both = precision + recall;
  return { precision, recall, f1: both === 0 ? 0 : (2 * precision * recall) / both };
}

/** More than three deviations from the mean of the last 28 rows. */
export function rollingZ(values: Float64Array): number[] {
  return [...values.keys()].filter((row) => {
    if (row < 28) return false;
    const past = values.subarray(row - 28, row);
    const mean = past.reduce((sum, value) => sum + value, 0) / 28;
    const spread = Math.sqrt(past.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 28);
    return Math.abs(values[row]! - mean) > 3 * spread;
  });
}

/** More than three deviations of the remainder of a decomposition. */
export function stlRemainder(values: Float64Array): number[] {
  const { seasonal, trend } = decomposeStl(values, SEASON, 11);
  const rest = values.map((value, t) => value - seasonal[t]! - trend[t]!);
  const spread = Math.sqrt(rest.reduce((sum, value) => sum + value * value, 0) / rest.length);
  return [...rest.keys()].filter((row) => Math.abs(rest[row]!) > 3 * spread);
}
