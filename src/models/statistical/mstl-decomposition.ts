import { decomposeStl } from './stl.js';

export interface MstlComponents {
  /** One for each period, in the order given. // (periods) × (rows) */
  readonly seasonal: readonly Float64Array[];
  /** The values without any of them. // (rows) */
  readonly adjusted: Float64Array;
}

/** Times that every season is taken out and estimated again. */
const ROUNDS = 2;

/**
 * Multiple seasonal-trend decomposition (Bandara, Hyndman & Bergmeir 2021): STL for each period in turn,
 * from the shortest to the longest, on the values without the other seasons.
 *
 * @param values - without missing values, at least two of the longest period
 * @param periods - ascending
 */
export function decomposeMstl(values: Float64Array, periods: readonly number[]): MstlComponents {
  const seasonal: Float64Array[] = periods.map(() => new Float64Array(values.length));
  const adjusted = values.slice();
  const rounds = periods.length > 1 ? ROUNDS : 1;
  for (let round = 0; round < rounds; round++) {
    for (const [i, period] of periods.entries()) {
      const own = adjusted.map((value, t) => value + seasonal[i]![t]!);
      const { seasonal: figure } = decomposeStl(own, period, seasonalWindow(i));
      seasonal[i] = figure;
      for (let t = 0; t < values.length; t++) adjusted[t] = own[t]! - figure[t]!;
    }
  }
  return { seasonal, adjusted };
}

/** 11, 15, 19 … periods: the longer the season, the slower its figure may change. */
const seasonalWindow = (position: number) => 11 + 4 * position;
