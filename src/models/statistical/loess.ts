/**
 * Locally weighted linear regression with tricube weights on equally spaced values (Cleveland 1979), at
 * every position from -before to n - 1 + after.
 *
 * @param window - odd number of neighbours; when it exceeds the number of values the reach grows with it
 * @returns (before + n + after)
 */
export function loess(values: Float64Array, window: number, before = 0, after = 0): Float64Array {
  const smoothed = new Float64Array(before + values.length + after);
  const kernel = centralKernel(window);
  const half = (kernel.length - 1) / 2;
  for (let i = 0; i < smoothed.length; i++) {
    const at = i - before;
    const central = at >= half && at + half < values.length;
    smoothed[i] = central ? weigh(values, kernel, at - half) : loessAt(values, window, at);
  }
  return smoothed;
}

/** Weights of a whole window around its middle: by symmetry the line there is the weighted mean. */
function centralKernel(window: number): Float64Array {
  const half = Math.floor((window - 1) / 2);
  const weights = Float64Array.from({ length: 2 * half + 1 }, (_, i) =>
    tricube(Math.abs(i - half), half),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function weigh(values: Float64Array, kernel: Float64Array, start: number): number {
  let sum = 0;
  for (let k = 0; k < kernel.length; k++) sum += kernel[k]! * values[start + k]!;
  return sum;
}

/** At the edges, where the window is not centred or there are fewer values than it wants. */
function loessAt(values: Float64Array, window: number, at: number): number {
  const n = values.length;
  const size = Math.min(window, n);
  const first = Math.max(0, Math.min(n - size, at - Math.floor((size - 1) / 2)));
  const last = first + size - 1;
  const reach = Math.max(at - first, last - at) + Math.max(0, Math.floor((window - n) / 2));
  let total = 0;
  let weightedAt = 0;
  for (let j = first; j <= last; j++) {
    const weight = tricube(Math.abs(j - at), reach);
    total += weight;
    weightedAt += weight * j;
  }
  const centre = weightedAt / total;
  let spread = 0;
  for (let j = first; j <= last; j++) {
    spread += (tricube(Math.abs(j - at), reach) / total) * (j - centre) * (j - centre);
  }
  // Without spread there is no slope to fit: the weighted mean is all that is known.
  const tilt = Math.sqrt(spread) > 0.001 * (n - 1) ? (at - centre) / spread : 0;
  let sum = 0;
  for (let j = first; j <= last; j++) {
    const weight = tricube(Math.abs(j - at), reach) / total;
    sum += weight * (1 + tilt * (j - centre)) * values[j]!;
  }
  return sum;
}

/** Full weight very near, none at the edge of the reach. */
function tricube(distance: number, reach: number): number {
  if (distance <= 0.001 * reach) return 1;
  if (distance > 0.999 * reach) return 0;
  const ratio = distance / reach;
  const rest = 1 - ratio * ratio * ratio;
  return rest * rest * rest;
}
