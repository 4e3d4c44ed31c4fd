const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-12;

/** Adam for numbers of which each step moves a few: moments stand still while their series is away. */
export interface SeriesOptimizer {
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** Moves the numbers from `offset` on against their gradient. */
  step(numbers: Float32Array, offset: number, gradient: Float64Array, learningRate: number): void;
}

/**
 * The moments begin as those of the first gradient, and so need no correction for having begun at zero,
 * which would have to count the steps of each series.
 */
export function createSeriesOptimizer(count: number): SeriesOptimizer {
  const first = new Float32Array(count);
  const second = new Float32Array(count);
  return {
    first,
    second,
    step(numbers, offset, gradient, learningRate) {
      for (let i = 0; i < gradient.length; i++) {
        const slope = gradient[i]!;
        const at = offset + i;
        const begun = second[at]! > 0;
        first[at] = begun ? BETA_1 * first[at]! + (1 - BETA_1) * slope : slope;
        second[at] = begun ? BETA_2 * second[at]! + (1 - BETA_2) * slope * slope : slope * slope;
        const size = Math.sqrt(second[at]!);
        if (size > EPSILON) numbers[at]! -= (learningRate * first[at]!) / size;
      }
    },
  };
}
