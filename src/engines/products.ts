/**
 * Sums of products in double precision at the speed of the engine. Each has the bytes that plain loops give:
 * products are rounded before they are added, in ascending order.
 */
export interface Products {
  /** Second moments of rows that come one after the other. */
  crossProducts(features: number, targets: number): CrossProducts;
  /** What linear maps leave of the targets of some samples. */
  residuals(samples: readonly RegressionSample[], features: number, targets: number): Residuals;
}

export interface RegressionSample {
  readonly x: Float64Array; // (features)
  readonly y: Float64Array; // (targets)
}

export interface CrossProducts {
  /** Copies the row. */
  add(x: Float64Array, y: Float64Array): void;
  /**
   * Adds the sums up to here; nothing may be added afterwards.
   * @param xx - lower triangle, zeros // (features, features)
   * @param xy - zeros // (features, targets)
   */
  finish(xx: Float64Array, xy: Float64Array): void;
}

export interface Residuals {
  /** Targets between the residuals of one sample and the next. */
  readonly stride: number;
  /** y - x W. The array is reused. // weights: (features, targets) → (samples, stride) */
  of(weights: Float64Array): Float64Array;
}
