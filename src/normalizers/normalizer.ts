/** Statistics that a normalizer was fitted with: plain numbers, so that a model file can hold them. */
export type NormalizerState = readonly number[];

/** A registry entry: brings values to a scale that a network can work on, and exactly back. */
export interface Normalizer {
  readonly name: string;
  /** One line for `gatecast models`. */
  readonly summary: string;
  /** True when statistics come from each window's lookback, whatever the scope asked for. */
  readonly windowOnly: boolean;
  /** True when the unit comes from the whole series even where the rest comes from the window. */
  readonly seriesUnit: boolean;
  /** What "no change" is after normalisation: the last normalised value, or zero. */
  readonly anchor: 'last' | 'zero';
  /**
   * @param values - NaN is missing and skipped
   * @param deviation - standard deviation of the series that a window is part of, 0 if it is not. A
   *   spread far below it is not believed: flat windows would blow up tiny changes.
   */
  fit(values: Float64Array, deviation: number): NormalizerState;
  /**
   * Normalises in place; NaN stays.
   * @param before - the value before the first one, in the user's units
   */
  transform(state: NormalizerState, values: Float64Array, before: number): void;
  /** Undoes `transform` in place, given the same `before`. */
  invert(state: NormalizerState, values: Float64Array, before: number): void;
}
