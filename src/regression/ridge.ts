import { solvePositiveDefinite } from './cholesky.js';
import type { Moments } from './ridge-moments.js';

/**
 * Ridge regression (Hoerl & Kennard 1970) on the leading `features` of the moments. The penalty is
 * `strength` times the mean diagonal, so that it means the same at every scale and window count.
 *
 * @returns weights // (features, horizon)
 */
export function solveRidge(moments: Moments, features: number, strength: number): Float64Array {
  const { horizon } = moments;
  const weights = moments.xy.slice(0, features * horizon);
  const a = new Float64Array(features * features);
  let trace = 0;
  for (let i = 0; i < features; i++) {
    for (let j = 0; j <= i; j++) a[i * features + j] = moments.xx[i * moments.features + j]!;
    trace += a[i * features + i]!;
  }
  // A constant series has no second moments at all: any penalty then gives weights of zero.
  const penalty = trace > 0 ? (strength * trace) / features : 1;
  for (let i = 0; i < features; i++) a[i * features + i]! += penalty;
  if (!solvePositiveDefinite(a, features, weights, horizon)) {
    return solveRidge(moments, features, strength * 10);
  }
  return weights;
}

/** Mean squared error of the weights on other windows: tr(YᵀY − 2 WᵀXᵀY + Wᵀ XᵀX W) over all elements. */
export function ridgeError(moments: Moments, features: number, weights: Float64Array): number {
  const { horizon, xx, xy } = moments;
  let sum = moments.yy;
  for (let i = 0; i < features; i++) {
    for (let h = 0; h < horizon; h++) {
      let gram = 0;
      for (let j = 0; j < features; j++) {
        const cross = j <= i ? xx[i * moments.features + j]! : xx[j * moments.features + i]!;
        gram += cross * weights[j * horizon + h]!;
      }
      sum += weights[i * horizon + h]! * (gram - 2 * xy[i * horizon + h]!);
    }
  }
  return sum / (moments.count * horizon);
}
