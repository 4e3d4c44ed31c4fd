// The simple recurrent network (Elman 1990):
//   h' = tanh(x W + h U + b)
import { applyTanh } from './elementary';
import { add, multiply } from './pointwise';
import { product, twoProducts } from './product';
import {
  addBiasGradient,
  addKernelGradient,
  addRecurrentGradient,
  setBefore,
  settled,
  timeOf,
  toPrevious,
} from './recurrence';

export function rnnForward(
  hidden: usize, // (steps, rows, units); holds the pre-activation until a step is done
  masked: usize, // (steps, rows, units): hidden ⊙ mask, or hidden itself without a mask
  mask: usize, // (rows, units), or 0; not together with an initial state
  initial: usize, // hidden before the first step (rows, units), or 0: zeros
  x: usize, // (steps, rows, inputs)
  w: usize, // packed (inputs, units)
  u: usize, // packed (units, units)
  bias: usize, // (units)
  steps: usize,
  rows: usize,
  inputs: usize,
  units: usize,
  lag: usize,
  reverse: bool,
): void {
  const count = rows * units;
  const slab = count << 2;
  const previous = toPrevious(slab, lag, reverse);
  setBefore(hidden, initial, slab, steps, lag, reverse);
  if (mask) setBefore(masked, initial, slab, steps, lag, reverse);
  for (let s: usize = 0; s < steps; s++) {
    const t = timeOf(s, steps, reverse);
    const at = t * slab;
    const xNow = x + ((t * rows * inputs) << 2);
    const h: usize = initial || s >= lag ? masked + at + previous : 0;
    twoProducts(hidden + at, bias, xNow, w, inputs, h, u, units, rows, units);
    applyTanh(hidden + at, hidden + at, count);
    if (mask) multiply(masked + at, hidden + at, mask, count);
  }
}

export function rnnBackward(
  dx: usize, // (steps, rows, inputs), or 0
  dw: usize,
  du: usize,
  db: usize,
  dOutput: usize, // (steps, rows, units), or (rows, units) when only the last state is kept
  dPre: usize, // (steps, rows, units): gradient of the pre-activation
  dState: usize, // (lag, rows, units): gradient that later steps hand back
  hidden: usize,
  masked: usize,
  mask: usize,
  initial: usize,
  x: usize,
  wT: usize, // packed (units, inputs)
  uT: usize, // packed (units, units)
  steps: usize,
  rows: usize,
  inputs: usize,
  units: usize,
  lag: usize,
  reverse: bool,
  sequence: bool,
  scratch: usize, // see addOuter
): void {
  const count = rows * units;
  const slab = count << 2;
  memory.fill(dState, 0, lag * slab);
  for (let s = steps - 1; <isize>s >= 0; s--) {
    const at = timeOf(s, steps, reverse) * slab;
    const dh = dState + (s % lag) * slab;
    if (sequence) add(dh, dOutput + at, count);
    else if (s == steps - 1) add(dh, dOutput, count);
    for (let i: usize = 0; i < slab; i += 16) {
      const h = v128.load(hidden + at + i);
      const slope = f32x4.sub(f32x4.splat(1), f32x4.mul(h, h));
      v128.store(dPre + at + i, f32x4.mul(settled(v128.load(dh + i)), slope));
    }
    if (!initial && s < lag) continue; // the state before is a constant zero
    product(dh, 0, 0, dPre + at, 1, 0, uT, rows, units, units);
    if (mask) multiply(dh, dh, mask, count);
  }
  const all = steps * rows;
  const before = masked + toPrevious(slab, lag, reverse);
  addKernelGradient(dw, units, x, dPre, 0, 1, all, inputs, units, scratch);
  addRecurrentGradient(
    du,
    units,
    before,
    dPre,
    0,
    1,
    initial,
    steps,
    rows,
    units,
    lag,
    reverse,
    scratch,
  );
  addBiasGradient(db, dPre, 0, 1, all, units);
  if (dx) product(dx, dx, inputs << 2, dPre, 1, 0, wT, all, units, inputs);
}
