/** Significant digits that a number surely keeps. */
const DIGITS = 15;
/** Digits of the largest value that a part of it is written with. */
const TOLD = 7;

/**
 * Decimals with which parts of these values are written so that they add up to the last digit: as many as the
 * values have themselves, and at least seven digits of the largest, but no more than a number holds.
 */
export function commonDecimals(values: Iterable<number>): number {
  let own = 0;
  let largest = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    largest = Math.max(largest, Math.abs(value));
    while (own < DIGITS && Math.round(value * 10 ** own) / 10 ** own !== value) own += 1;
  }
  let whole = 0;
  for (let unit = 1; unit <= largest; unit *= 10) whole += 1;
  return Math.max(0, Math.min(DIGITS - whole, Math.max(own, TOLD - whole)));
}

/** A number in units of its last decimal: a whole number, so that sums are exact. */
export const toUnits = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals);

/** And back: the number with so many decimals. */
export const fromUnits = (units: number, decimals: number): number => units / 10 ** decimals;
