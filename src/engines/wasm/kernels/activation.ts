// Activations, each forward beside its backward: y = f(x), dx += dy f'(x). Lengths are in numbers,
// multiples of four.
import { applySigmoid, applyTanh, tanh } from './elementary';

export function tanhForward(y: usize, x: usize, count: usize): void {
  applyTanh(y, x, count);
}

/** tanh' = 1 - y² */
export function tanhBackward(dx: usize, dy: usize, x: usize, y: usize, count: usize): void {
  for (let i: usize = 0; i < count << 2; i += 16) {
    const out = v128.load(y + i);
    const slope = f32x4.sub(f32x4.splat(1), f32x4.mul(out, out));
    addTo(dx + i, f32x4.mul(v128.load(dy + i), slope));
  }
}

export function sigmoidForward(y: usize, x: usize, count: usize): void {
  applySigmoid(y, x, count);
}

/** σ' = y (1 - y) */
export function sigmoidBackward(dx: usize, dy: usize, x: usize, y: usize, count: usize): void {
  for (let i: usize = 0; i < count << 2; i += 16) {
    const out = v128.load(y + i);
    const slope = f32x4.mul(out, f32x4.sub(f32x4.splat(1), out));
    addTo(dx + i, f32x4.mul(v128.load(dy + i), slope));
  }
}

export function reluForward(y: usize, x: usize, count: usize): void {
  for (let i: usize = 0; i < count << 2; i += 16) {
    v128.store(y + i, f32x4.pmax(v128.load(x + i), f32x4.splat(0)));
  }
}

/** relu' = 1 where x > 0, else 0 */
export function reluBackward(dx: usize, dy: usize, x: usize, y: usize, count: usize): void {
  for (let i: usize = 0; i < count << 2; i += 16) {
    const open = f32x4.gt(v128.load(x + i), f32x4.splat(0));
    addTo(dx + i, v128.and(v128.load(dy + i), open));
  }
}

const ROOT_2_OVER_PI: f32 = 0.7978845608;
const CUBIC: f32 = 0.044715;

/** gelu(x) = x (1 + t) / 2, t = tanh(√(2/π) (x + 0.044715 x³)): the tanh form of Hendrycks & Gimpel 2016. */
export function geluForward(y: usize, x: usize, count: usize): void {
  for (let i: usize = 0; i < count << 2; i += 16) {
    const v = v128.load(x + i);
    const t = geluTanh(v);
    const half = f32x4.mul(v, f32x4.splat(0.5));
    v128.store(y + i, f32x4.add(half, f32x4.mul(half, t)));
  }
}

/** gelu' = (1 + t) / 2 + x (1 - t²) √(2/π) (1 + 3 · 0.044715 x²) / 2 */
export function geluBackward(dx: usize, dy: usize, x: usize, y: usize, count: usize): void {
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < count << 2; i += 16) {
    const v = v128.load(x + i);
    const t = geluTanh(v);
    const inner = f32x4.add(one, f32x4.mul(f32x4.splat(3 * CUBIC), f32x4.mul(v, v)));
    const steep = f32x4.mul(f32x4.mul(v, f32x4.sub(one, f32x4.mul(t, t))), inner);
    const twice = f32x4.add(f32x4.add(one, t), f32x4.mul(f32x4.splat(ROOT_2_OVER_PI), steep));
    const slope = f32x4.mul(f32x4.splat(0.5), twice);
    addTo(dx + i, f32x4.mul(v128.load(dy + i), slope));
  }
}

function geluTanh(x: v128): v128 {
  const cube = f32x4.mul(f32x4.mul(x, x), f32x4.mul(x, f32x4.splat(CUBIC)));
  return tanh(f32x4.mul(f32x4.splat(ROOT_2_OVER_PI), f32x4.add(x, cube)));
}

function addTo(dx: usize, value: v128): void {
  v128.store(dx, f32x4.add(v128.load(dx), value));
}
