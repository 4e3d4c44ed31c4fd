// What the recurrent cells share. A value over steps lies as (steps, rows, units): one step is one
// contiguous slab, and a step's predecessor is `lag` slabs earlier (later when the layer runs backward).
// Gates lie gate by gate: (gates, steps, rows, units).
import { addOuters, addRowSums } from './outer';
import { twoProducts } from './product';

/** The step's place in time: the s-th step that is computed. */
export function timeOf(s: usize, steps: usize, reverse: bool): usize {
  return reverse ? steps - 1 - s : s;
}

/** Bytes from a step's slab to its predecessor's (a negative number wraps round). */
export function toPrevious(slabBytes: usize, lag: usize, reverse: bool): usize {
  return reverse ? lag * slabBytes : 0 - lag * slabBytes;
}

/**
 * Sets the state before the first step: to `initial`, or to zero where that is 0. `state` points to the
 * slab of time 0. // initial: (rows, units)
 */
export function setBefore(
  state: usize,
  initial: usize,
  slab: usize,
  steps: usize,
  lag: usize,
  reverse: bool,
): void {
  let before = reverse ? state + steps * slab : state - lag * slab;
  for (let i: usize = 0; i < lag; i++, before += slab) {
    if (initial) memory.copy(before, initial, slab);
    else memory.fill(before, 0, slab);
  }
}

/** Bytes of one gate's packed matrix. // (inputs, units) in panels of eight columns */
export function packedBytes(inputs: usize, units: usize): usize {
  return (inputs * ((units + 7) & ~7)) << 2;
}

/**
 * gate = bias + x W + h U for each gate, without the last term where h is 0.
 * // x: (rows, inputs), w: packed by gate (inputs, units), h: (rows, units), u: packed by gate (units, units)
 */
export function sumGates(
  gates: usize,
  gateBytes: usize,
  bias: usize,
  x: usize,
  w: usize,
  h: usize,
  u: usize,
  count: usize,
  rows: usize,
  inputs: usize,
  units: usize,
): void {
  for (let gate: usize = 0; gate < count; gate++) {
    twoProducts(gates, bias, x, w, inputs, h, u, units, rows, units);
    gates += gateBytes;
    w += packedBytes(inputs, units);
    u += packedBytes(units, units);
    bias += units << 2;
  }
}

/**
 * dU += hᵀ dgate for each gate, over the steps that have a state before them: all when there is an
 * initial one, else those from the lag-th on. // h: state before time 0 (rows, units), du: (units, width)
 */
export function addRecurrentGradient(
  du: usize,
  width: usize,
  h: usize,
  dgates: usize,
  gateBytes: usize,
  count: usize,
  initial: usize,
  steps: usize,
  rows: usize,
  units: usize,
  lag: usize,
  reverse: bool,
  scratch: usize, // see addOuter
): void {
  const without = initial ? <usize>0 : min(lag, steps);
  const first = reverse ? <usize>0 : (without * rows * units) << 2;
  const some = (steps - without) * rows;
  addKernelGradient(
    du,
    width,
    h + first,
    dgates + first,
    gateBytes,
    count,
    some,
    units,
    units,
    scratch,
  );
}

/** dW += xᵀ dgate for each gate's columns of W. // x: (rows, inputs), dw: (inputs, width) */
export function addKernelGradient(
  dw: usize,
  width: usize,
  x: usize,
  dgates: usize,
  gateBytes: usize,
  count: usize,
  rows: usize,
  inputs: usize,
  units: usize,
  scratch: usize, // see addOuter
): void {
  addOuters(dw, width << 2, x, dgates, gateBytes, count, rows, inputs, units, scratch);
}

/** db += the sum of dgate over rows, for each gate. */
export function addBiasGradient(
  db: usize,
  dgates: usize,
  gateBytes: usize,
  count: usize,
  rows: usize,
  units: usize,
): void {
  for (let gate: usize = 0; gate < count; gate++) {
    addRowSums(db, dgates, rows, units);
    db += units << 2;
    dgates += gateBytes;
  }
}

/**
 * A gradient that is handed back from step to step, numbers below 10^-24 taken as zero: over hundreds of
 * steps it fades into denormal numbers, with which some processors are many times slower. NaN stays.
 */
export function settled(gradient: v128): v128 {
  const faded = f32x4.lt(f32x4.abs(gradient), f32x4.splat(1e-24));
  return v128.andnot(gradient, faded);
}
