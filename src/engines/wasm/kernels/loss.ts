// Losses of a shard: the sum over its elements, and dy += scale × derivative, where scale is
// 1 / (elements of the whole batch). A NaN target carries no loss. dy may be 0: not wanted.
// // y: (rows, outputs), targets: (batch, outputs), sum: one f64, scale: one f32

/** How many targets are not NaN. */
export function countPresent(targets: usize, count: usize): usize {
  let present: usize = 0;
  for (let i: usize = 0; i < count << 2; i += 4) {
    const target = load<f32>(targets + i);
    present += target == target ? 1 : 0;
  }
  return present;
}

/** e², e = y - target */
export function mseLoss(
  sum: usize,
  dy: usize,
  y: usize,
  targets: usize,
  firstRow: usize,
  present: usize,
  outputs: usize,
  scale: usize,
): void {
  const factor = load<f32>(scale);
  targets += (firstRow * outputs) << 2;
  let total: f64 = 0;
  for (let i: usize = 0, end = (present * outputs) << 2; i < end; i += 4) {
    const target = load<f32>(targets + i);
    if (target != target) continue;
    const e = load<f32>(y + i) - target;
    total += <f64>e * <f64>e;
    if (dy) store<f32>(dy + i, load<f32>(dy + i) + factor * 2 * e);
  }
  store<f64>(sum, total);
}

/** |e| */
export function maeLoss(
  sum: usize,
  dy: usize,
  y: usize,
  targets: usize,
  firstRow: usize,
  present: usize,
  outputs: usize,
  scale: usize,
): void {
  const factor = load<f32>(scale);
  targets += (firstRow * outputs) << 2;
  let total: f64 = 0;
  for (let i: usize = 0, end = (present * outputs) << 2; i < end; i += 4) {
    const target = load<f32>(targets + i);
    if (target != target) continue;
    const e = load<f32>(y + i) - target;
    total += abs(<f64>e);
    const slope: f32 = e > 0 ? 1 : e < 0 ? -1 : 0;
    if (dy) store<f32>(dy + i, load<f32>(dy + i) + factor * slope);
  }
  store<f64>(sum, total);
}

/** Huber 1964: e²/2 where |e| <= delta, else delta (|e| - delta/2) */
export function huberLoss(
  sum: usize,
  dy: usize,
  y: usize,
  targets: usize,
  firstRow: usize,
  present: usize,
  outputs: usize,
  scale: usize,
  delta: f32,
): void {
  const factor = load<f32>(scale);
  targets += (firstRow * outputs) << 2;
  let total: f64 = 0;
  for (let i: usize = 0, end = (present * outputs) << 2; i < end; i += 4) {
    const target = load<f32>(targets + i);
    if (target != target) continue;
    const e = load<f32>(y + i) - target;
    const slope = max(-delta, min(delta, e));
    total += <f64>slope * (<f64>e - 0.5 * <f64>slope);
    if (dy) store<f32>(dy + i, load<f32>(dy + i) + factor * slope);
  }
  store<f64>(sum, total);
}

/**
 * Pinball loss (Koenker & Bassett 1978) of each quantile: p e where e = target - y > 0, else (p - 1) e;
 * the mean over the quantiles. // y: (rows, outputs, quantiles), probabilities: (quantiles)
 */
export function pinballLoss(
  sum: usize,
  dy: usize,
  y: usize,
  targets: usize,
  firstRow: usize,
  present: usize,
  outputs: usize,
  scale: usize,
  probabilities: usize,
  quantiles: usize,
): void {
  const factor = load<f32>(scale) / <f32>quantiles;
  targets += (firstRow * outputs) << 2;
  let total: f64 = 0;
  for (let i: usize = 0; i < present * outputs; i++) {
    const target = load<f32>(targets + (i << 2));
    if (target != target) continue;
    for (let q: usize = 0; q < quantiles; q++) {
      const at = (i * quantiles + q) << 2;
      const p = load<f32>(probabilities + (q << 2));
      const e = target - load<f32>(y + at);
      const slope: f32 = e > 0 ? p : e < 0 ? p - 1 : 0;
      total += <f64>slope * <f64>e;
      if (dy) store<f32>(dy + at, load<f32>(dy + at) - factor * slope);
    }
  }
  store<f64>(sum, total / <f64>quantiles);
}

/**
 * The same, squashed row by row: asinh of a row's mean pinball loss m, with its weight of present targets.
 * A row of large errors then pulls with 1 / sqrt(1 + m²) of its strength.
 */
export function squashedPinballLoss(
  sum: usize,
  dy: usize,
  y: usize,
  targets: usize,
  firstRow: usize,
  present: usize,
  outputs: usize,
  scale: usize,
  probabilities: usize,
  quantiles: usize,
): void {
  const factor = load<f32>(scale) / <f32>quantiles;
  const width = outputs * quantiles;
  targets += (firstRow * outputs) << 2;
  let total: f64 = 0;
  for (let row: usize = 0; row < present; row++) {
    const count = <f64>countPresent(targets, outputs);
    if (count > 0) {
      const mean = rowPinball(0, y, targets, outputs, 0, probabilities, quantiles) / count;
      total += count * Math.asinh(mean);
      const strength = factor * <f32>(1 / sqrt(1 + mean * mean));
      if (dy) rowPinball(dy, y, targets, outputs, strength, probabilities, quantiles);
    }
    targets += outputs << 2;
    y += width << 2;
    if (dy) dy += width << 2;
  }
  store<f64>(sum, total);
}

/** A row's pinball loss, summed over its present targets; where dy is not 0, dy += factor × derivative. */
function rowPinball(
  dy: usize,
  y: usize,
  targets: usize,
  outputs: usize,
  factor: f32,
  probabilities: usize,
  quantiles: usize,
): f64 {
  let total: f64 = 0;
  for (let i: usize = 0; i < outputs; i++) {
    const target = load<f32>(targets + (i << 2));
    if (target != target) continue;
    for (let q: usize = 0; q < quantiles; q++) {
      const at = (i * quantiles + q) << 2;
      const p = load<f32>(probabilities + (q << 2));
      const e = target - load<f32>(y + at);
      const slope: f32 = e > 0 ? p : e < 0 ? p - 1 : 0;
      total += <f64>slope * <f64>e;
      if (dy) store<f32>(dy + at, load<f32>(dy + at) - factor * slope);
    }
  }
  return total / <f64>quantiles;
}
