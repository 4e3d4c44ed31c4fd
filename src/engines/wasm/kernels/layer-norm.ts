// Layer normalisation (Ba, Kiros & Hinton 2016) over the last axis:
//   x̂ = (x - mean) / √(variance + ε)   y = x̂ ⊙ scale + shift

const EPSILON: f32 = 1e-5;

export function layerNormForward(
  y: usize, // (rows, width)
  normal: usize, // x̂ (rows, width)
  inverse: usize, // 1 / √(variance + ε) of each row, (rows)
  x: usize, // (rows, width)
  scale: usize, // (width)
  shift: usize, // (width)
  rows: usize,
  width: usize,
): void {
  const bytes = width << 2;
  for (let row: usize = 0; row < rows; row++) {
    let sum: f32 = 0;
    for (let i: usize = 0; i < bytes; i += 4) sum += load<f32>(x + i);
    const mean = sum / <f32>width;
    let squares: f32 = 0;
    for (let i: usize = 0; i < bytes; i += 4) {
      const d = load<f32>(x + i) - mean;
      squares += d * d;
    }
    const factor: f32 = 1 / sqrt<f32>(squares / <f32>width + EPSILON);
    store<f32>(inverse, factor);
    for (let i: usize = 0; i < bytes; i += 4) {
      const n = (load<f32>(x + i) - mean) * factor;
      store<f32>(normal + i, n);
      store<f32>(y + i, n * load<f32>(scale + i) + load<f32>(shift + i));
    }
    x += bytes;
    y += bytes;
    normal += bytes;
    inverse += 4;
  }
}

/**
 * With g = dy ⊙ scale: dx += (g - mean(g) - x̂ mean(g ⊙ x̂)) / √(variance + ε); dscale += Σ dy ⊙ x̂,
 * dshift += Σ dy.
 */
export function layerNormBackward(
  dx: usize, // or 0
  dscale: usize,
  dshift: usize,
  dy: usize,
  normal: usize,
  inverse: usize,
  scale: usize,
  rows: usize,
  width: usize,
): void {
  const bytes = width << 2;
  for (let row: usize = 0; row < rows; row++) {
    let sum: f32 = 0;
    let along: f32 = 0;
    for (let i: usize = 0; i < bytes; i += 4) {
      const d = load<f32>(dy + i);
      const n = load<f32>(normal + i);
      const g = d * load<f32>(scale + i);
      sum += g;
      along += g * n;
      store<f32>(dscale + i, load<f32>(dscale + i) + d * n);
      store<f32>(dshift + i, load<f32>(dshift + i) + d);
    }
    if (dx) {
      const factor = load<f32>(inverse);
      const mean = sum / <f32>width;
      const share = along / <f32>width;
      for (let i: usize = 0; i < bytes; i += 4) {
        const g = load<f32>(dy + i) * load<f32>(scale + i);
        const change = (g - mean - load<f32>(normal + i) * share) * factor;
        store<f32>(dx + i, load<f32>(dx + i) + change);
      }
      dx += bytes;
    }
    dy += bytes;
    normal += bytes;
    inverse += 4;
  }
}
