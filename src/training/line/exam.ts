import type { Products } from '../../engines/products.js';
import type { WindowReader } from '../windows/window-reader.js';
import type { LinearMap } from './candidates.js';
import type { Sample } from './samples.js';

/** A map and its mean absolute error on the judging windows. */
export interface Judged {
  readonly map: LinearMap;
  readonly error: number;
}

/** Judges maps on the same windows. */
export interface Exam {
  judge(map: LinearMap): Judged;
  /** Mean absolute error in naive errors of the series. */
  scaledError(map: LinearMap): number;
  /** Errors (target minus forecast), ascending, missing targets left out. // (horizon) × (windows) */
  errors(map: LinearMap): Float64Array[];
}

export function createExam(
  { plan: { horizon, lookback }, sizes }: WindowReader,
  samples: readonly Sample[],
  products: Products,
): Exam {
  const residuals = products.residuals(samples, 1 + sizes.origin + lookback, horizon);
  const { stride } = residuals;
  /** Mean over the windows of their mean absolute error, each times `weightOf`. */
  const meanError = (map: LinearMap, weightOf: (sample: Sample) => number): number => {
    const left = residuals.of(map.weights);
    let sum = 0;
    for (const [i, sample] of samples.entries()) {
      sum += weightOf(sample) * meanAbsolute(left, i * stride, horizon);
    }
    return samples.length > 0 ? sum / samples.length : 0;
  };
  return {
    judge: (map) => ({ map, error: meanError(map, () => 1) }),
    scaledError: (map) => meanError(map, ({ weight }) => weight),
    errors(map) {
      const left = residuals.of(map.weights);
      return Array.from({ length: horizon }, (_, h) =>
        Float64Array.from(samples, (_, i) => left[i * stride + h]!)
          .filter(Number.isFinite)
          .sort(),
      );
    },
  };
}

/** Of so many errors from a place on, those that are finite; 0 of none. */
function meanAbsolute(errors: Float64Array, from: number, count: number): number {
  let sum = 0;
  let finite = 0;
  for (let h = from; h < from + count; h++) {
    if (!Number.isFinite(errors[h]!)) continue;
    sum += Math.abs(errors[h]!);
    finite += 1;
  }
  return sum / Math.max(1, finite);
}
