// Gated recurrent unit (Cho et al. 2014), the reset gate applied before the recurrent product, as in
// Keras with reset_after=false and TensorFlow.js:
//   z = σ(x Wz + h Uz + bz)   r = σ(x Wr + h Ur + br)
//   n = tanh(x Wn + (r ⊙ h) Un + bn)
//   h' = z ⊙ h + (1 - z) ⊙ n
import { applySigmoid, applyTanh } from './elementary';
import { add, addProduct, multiply } from './pointwise';
import { product, twoProducts } from './product';
import {
  addBiasGradient,
  addKernelGradient,
  addRecurrentGradient,
  packedBytes,
  setBefore,
  settled,
  sumGates,
  timeOf,
  toPrevious,
} from './recurrence';

const GATES: usize = 3; // in the order z r n

export function gruForward(
  gates: usize, // (3, steps, rows, units); (3, 1, rows, units) when they need not be kept
  reset: usize, // r ⊙ h, as many steps as gates
  hidden: usize, // (steps, rows, units)
  masked: usize, // (steps, rows, units): hidden ⊙ mask, or hidden itself without a mask
  mask: usize, // (rows, units), or 0; not together with an initial state
  initial: usize, // hidden before the first step (rows, units), or 0: zeros
  x: usize, // (steps, rows, inputs)
  w: usize, // packed by gate (inputs, units)
  u: usize, // packed by gate (units, units)
  bias: usize, // (3, units)
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
  const wCandidate = w + 2 * packedBytes(inputs, units);
  const uCandidate = u + 2 * packedBytes(units, units);
  const biasCandidate = bias + (units << 3);
  setBefore(hidden, initial, slab, steps, lag, reverse);
  if (mask) setBefore(masked, initial, slab, steps, lag, reverse);
  for (let s: usize = 0; s < steps; s++) {
    const t = timeOf(s, steps, reverse);
    const at = t * slab;
    const kept = keep ? at : 0;
    const z = gates + kept,
      r = z + gateBytes,
      n = r + gateBytes;
    const before = masked + at + previous;
    const xNow = x + ((t * rows * inputs) << 2);
    const began = initial || s >= lag;
    sumGates(z, gateBytes, bias, xNow, w, began ? before : 0, u, 2, rows, inputs, units);
    applySigmoid(z, z, count);
    applySigmoid(r, r, count);
    multiply(reset + kept, r, before, count);
    const h: usize = began ? reset + kept : 0;
    twoProducts(n, biasCandidate, xNow, wCandidate, inputs, h, uCandidate, units, rows, units);
    applyTanh(n, n, count);
    stateForward(hidden + at, z, n, hidden + at + previous, slab);
    if (mask) multiply(masked + at, hidden + at, mask, count);
  }
}

/** h' = n + z ⊙ (h - n) */
function stateForward(hidden: usize, zGate: usize, nGate: usize, before: usize, slab: usize): void {
  for (let at: usize = 0; at < slab; at += 16) {
    const n = v128.load(nGate + at);
    const z = v128.load(zGate + at);
    v128.store(hidden + at, f32x4.add(n, f32x4.mul(z, f32x4.sub(v128.load(before + at), n))));
  }
}

export function gruBackward(
  dx: usize, // (steps, rows, inputs), or 0
  dw: usize, // (inputs, 3 units)
  du: usize, // (units, 3 units)
  db: usize, // (3 units)
  dOutput: usize, // (steps, rows, units), or (rows, units) when only the last state is kept
  dState: usize, // (lag, rows, units): gradient that later steps hand back
  dReset: usize, // (rows, units): gradient of r ⊙ h, then of the masked state
  gates: usize, // from the forward pass; become the gradients of their pre-activations
  reset: usize,
  hidden: usize,
  masked: usize,
  mask: usize,
  initial: usize,
  x: usize,
  wT: usize, // packed (3 units, inputs)
  uGatesT: usize, // packed (2 units, units)
  uCandidateT: usize, // packed (units, units)
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
  for (let s = steps - 1; <isize>s >= 0; s--) {
    const at = timeOf(s, steps, reverse) * slab;
    const z = gates + at,
      r = z + gateBytes,
      n = r + gateBytes;
    const dh = dState + (s % lag) * slab;
    if (sequence) add(dh, dOutput + at, count);
    else if (s == steps - 1) add(dh, dOutput, count);
    stateBackward(dh, z, n, hidden + at + previous, slab);
    if (!initial && s < lag) {
      memory.fill(r, 0, slab); // the state before is a constant zero, whatever r makes of it
      continue;
    }
    product(dReset, 0, 0, n, 1, 0, uCandidateT, rows, units, units);
    gatesBackward(dReset, r, masked + at + previous, slab);
    product(dReset, dReset, units << 2, z, 2, gateBytes, uGatesT, rows, units, units);
    if (mask) addProduct(dh, dReset, mask, count);
    else add(dh, dReset, count);
  }
  const all = steps * rows;
  const width = GATES * units;
  const candidate = gates + 2 * gateBytes;
  addKernelGradient(dw, width, x, gates, gateBytes, GATES, all, inputs, units, scratch);
  const before = masked + previous;
  const duCandidate = du + (units << 3);
  addRecurrentGradient(
    du,
    width,
    before,
    gates,
    gateBytes,
    2,
    initial,
    steps,
    rows,
    units,
    lag,
    reverse,
    scratch,
  );
  addRecurrentGradient(
    duCandidate,
    width,
    reset,
    candidate,
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
  addBiasGradient(db, gates, gateBytes, GATES, all, units);
  if (dx) product(dx, dx, inputs << 2, gates, GATES, gateBytes, wT, all, units, inputs);
}

/** z and n become the gradients of their pre-activations, dh the part that reaches h directly. */
function stateBackward(
  dState: usize,
  zGate: usize,
  nGate: usize,
  before: usize,
  slab: usize,
): void {
  const one = f32x4.splat(1);
  for (let at: usize = 0; at < slab; at += 16) {
    const dh = settled(v128.load(dState + at));
    const z = v128.load(zGate + at),
      n = v128.load(nGate + at);
    const dz = f32x4.mul(dh, f32x4.sub(v128.load(before + at), n));
    const dn = f32x4.mul(dh, f32x4.sub(one, z));
    v128.store(zGate + at, f32x4.mul(dz, f32x4.mul(z, f32x4.sub(one, z))));
    v128.store(nGate + at, f32x4.mul(dn, f32x4.sub(one, f32x4.mul(n, n))));
    v128.store(dState + at, f32x4.mul(dh, z));
  }
}

/** r becomes the gradient of its pre-activation, dReset that of h through r ⊙ h. */
function gatesBackward(dReset: usize, rGate: usize, before: usize, slab: usize): void {
  const one = f32x4.splat(1);
  for (let at: usize = 0; at < slab; at += 16) {
    const d = v128.load(dReset + at);
    const r = v128.load(rGate + at);
    const dr = f32x4.mul(d, v128.load(before + at));
    v128.store(rGate + at, f32x4.mul(dr, f32x4.mul(r, f32x4.sub(one, r))));
    v128.store(dReset + at, f32x4.mul(d, r));
  }
}
