// Long short-term memory (Hochreiter & Schmidhuber 1997, with the forget gate of Gers et al. 2000):
//   i = σ(x Wi + h Ui + bi)    f = σ(x Wf + h Uf + bf)
//   g = tanh(x Wg + h Ug + bg) o = σ(x Wo + h Uo + bo)
//   c' = f ⊙ c + i ⊙ g
//   h' = o ⊙ tanh c'
import { applySigmoid, applyTanh } from './elementary';
import { add, multiply } from './pointwise';
import { product } from './product';
import {
  addBiasGradient,
  addKernelGradient,
  addRecurrentGradient,
  setBefore,
  settled,
  sumGates,
  timeOf,
  toPrevious,
} from './recurrence';

const GATES: usize = 4; // in the order i f g o

export function lstmForward(
  gates: usize, // (4, steps, rows, units); (4, 1, rows, units) when they need not be kept
  squashed: usize, // tanh of the cells, as many steps as gates
  cells: usize, // (steps, rows, units)
  hidden: usize, // (steps, rows, units)
  masked: usize, // (steps, rows, units): hidden ⊙ mask, or hidden itself without a mask
  mask: usize, // (rows, units), or 0; not together with an initial state
  initial: usize, // hidden before the first step (rows, units), or 0: zeros
  x: usize, // (steps, rows, inputs)
  w: usize, // packed by gate (inputs, units)
  u: usize, // packed by gate (units, units)
  bias: usize, // (4, units)
  steps: usize,
  rows: usize,
  inputs: usize,
  units: usize,
  lag: usize,
  reverse: bool,
  keep: bool,
): void {
  const count = rows * units;
  const slab = count << 2;
  const gateBytes = keep ? steps * slab : slab;
  const previous = toPrevious(slab, lag, reverse);
  setBefore(cells, 0, slab, steps, lag, reverse);
  setBefore(hidden, initial, slab, steps, lag, reverse);
  if (mask) setBefore(masked, initial, slab, steps, lag, reverse);
  for (let s: usize = 0; s < steps; s++) {
    const t = timeOf(s, steps, reverse);
    const at = t * slab;
    const kept = keep ? at : 0;
    const xNow = x + ((t * rows * inputs) << 2);
    const h: usize = initial || s >= lag ? masked + at + previous : 0;
    sumGates(gates + kept, gateBytes, bias, xNow, w, h, u, GATES, rows, inputs, units);
    cellForward(
      gates + kept,
      gateBytes,
      squashed + kept,
      cells + at + previous,
      cells + at,
      hidden + at,
      slab,
    );
    if (mask) multiply(masked + at, hidden + at, mask, count);
  }
}

/** One step; the gates' pre-activations are replaced by the gates. */
function cellForward(
  gates: usize,
  gateBytes: usize,
  squashed: usize,
  before: usize,
  cells: usize,
  hidden: usize,
  slab: usize,
): void {
  const iGate = gates,
    fGate = iGate + gateBytes,
    gGate = fGate + gateBytes,
    oGate = gGate + gateBytes;
  const count = slab >> 2;
  applySigmoid(iGate, iGate, count);
  applySigmoid(fGate, fGate, count);
  applyTanh(gGate, gGate, count);
  applySigmoid(oGate, oGate, count);
  for (let at: usize = 0; at < slab; at += 16) {
    const i = v128.load(iGate + at);
    const f = v128.load(fGate + at);
    const g = v128.load(gGate + at);
    const c = f32x4.add(f32x4.mul(f, v128.load(before + at)), f32x4.mul(i, g));
    v128.store(cells + at, c);
  }
  applyTanh(squashed, cells, count);
  multiply(hidden, oGate, squashed, count);
}

export function lstmBackward(
  dx: usize, // (steps, rows, inputs), or 0
  dw: usize, // (inputs, 4 units)
  du: usize, // (units, 4 units)
  db: usize, // (4 units)
  dOutput: usize, // (steps, rows, units), or (rows, units) when only the last state is kept
  dState: usize, // (lag, rows, units): gradient that later steps hand back to hidden
  dCell: usize, // (lag, rows, units): … and to the cells
  gates: usize, // from the forward pass; become the gradients of their pre-activations
  squashed: usize,
  cells: usize,
  masked: usize,
  mask: usize,
  initial: usize,
  x: usize,
  wT: usize, // packed (4 units, inputs)
  uT: usize, // packed (4 units, units)
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
  const gateBytes = steps * slab;
  const previous = toPrevious(slab, lag, reverse);
  memory.fill(dState, 0, lag * slab);
  memory.fill(dCell, 0, lag * slab);
  for (let s = steps - 1; <isize>s >= 0; s--) {
    const at = timeOf(s, steps, reverse) * slab;
    const dh = dState + (s % lag) * slab;
    if (sequence) add(dh, dOutput + at, count);
    else if (s == steps - 1) add(dh, dOutput, count);
    const dc = dCell + (s % lag) * slab;
    cellBackward(gates + at, gateBytes, squashed + at, cells + at + previous, dh, dc, slab);
    if (!initial && s < lag) continue; // the state before is a constant zero
    product(dh, 0, 0, gates + at, GATES, gateBytes, uT, rows, units, units);
    if (mask) multiply(dh, dh, mask, count);
  }
  const all = steps * rows;
  const width = GATES * units;
  addKernelGradient(dw, width, x, gates, gateBytes, GATES, all, inputs, units, scratch);
  addRecurrentGradient(
    du,
    width,
    masked + previous,
    gates,
    gateBytes,
    GATES,
    initial,
    steps,
    rows,
    units,
    lag,
    reverse,
    scratch,
  );
  addBiasGradient(db, gates, gateBytes, GATES, all, units);
  if (dx) product(dx, dx, inputs << 2, gates, GATES, gateBytes, wT, all, units, inputs);
}

/** One step; the gates are replaced by the gradients of their pre-activations, dc by that of c. */
function cellBackward(
  gates: usize,
  gateBytes: usize,
  squashed: usize,
  before: usize,
  dHidden: usize,
  dCell: usize,
  slab: usize,
): void {
  const one = f32x4.splat(1);
  const iGate = gates,
    fGate = iGate + gateBytes,
    gGate = fGate + gateBytes,
    oGate = gGate + gateBytes;
  for (let at: usize = 0; at < slab; at += 16) {
    const i = v128.load(iGate + at),
      f = v128.load(fGate + at);
    const g = v128.load(gGate + at),
      o = v128.load(oGate + at);
    const tanhC = v128.load(squashed + at);
    const dh = settled(v128.load(dHidden + at));
    // dc += dh ⊙ o ⊙ (1 - tanh² c')
    const slopeC = f32x4.sub(one, f32x4.mul(tanhC, tanhC));
    const dc = settled(f32x4.add(v128.load(dCell + at), f32x4.mul(f32x4.mul(dh, o), slopeC)));
    // σ' = σ (1 - σ), tanh' = 1 - tanh²
    const slopeI = f32x4.mul(i, f32x4.sub(one, i));
    const slopeF = f32x4.mul(f, f32x4.sub(one, f));
    const slopeG = f32x4.sub(one, f32x4.mul(g, g));
    const slopeO = f32x4.mul(o, f32x4.sub(one, o));
    v128.store(iGate + at, f32x4.mul(f32x4.mul(dc, g), slopeI));
    v128.store(fGate + at, f32x4.mul(f32x4.mul(dc, v128.load(before + at)), slopeF));
    v128.store(gGate + at, f32x4.mul(f32x4.mul(dc, i), slopeG));
    v128.store(oGate + at, f32x4.mul(f32x4.mul(dh, tanhC), slopeO));
    v128.store(dCell + at, f32x4.mul(dc, f));
  }
}
