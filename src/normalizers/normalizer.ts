/** Statistics that a normalizer was fitted with: plain numbers, so that a model file can hold them. */
export type NormalizerState = readonly number[];

/** A registry entry: brings values to a scale that a network can work on, and exactly back. */
export interface Normalizer {
  readonly name: string;
  /** One line for `gatecast models`. */
  readonly summary: string;
  /** True when statistics come from each window's lookback, whatever the scope asked for. */
  readonly windowOnly: boolean;
  /** What "no change" is after normalisation: the last normalised value, or zero. */
  readonly anchor: 'last' | 'zero';
  /**
   * @param values - NaN is missing and skipped
   * @param minimumScale - in the user's units; a spread below it is taken as this (flat windows
   *   would blow up tiny changes otherwise). A spread of 0 with a minimum of 0 counts as 1.
   */
  fit(values: Float64Array, minimumScale: number): NormalizerState;
  /**
   * Normalises in place; NaN stays.
   * @param before - the value before the first one, in the user's units
   */
  transform(state: NormalizerState, values: Float64Array, before: number): void;
  /** Undoes `transform` in place, given the same `before`. */
  invert(state: NormalizerState, values: Float64Array, before: number): void;
}
