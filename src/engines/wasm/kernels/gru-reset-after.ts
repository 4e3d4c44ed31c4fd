// Gated recurrent unit with the reset gate applied after the recurrent product, as in Keras with
// reset_after=true, cuDNN and PyTorch:
//   z = σ(x Wz + h Uz + bz)   r = σ(x Wr + h Ur + br)
//   q = h Un + cn
//   n = tanh(x Wn + bn + r ⊙ q)
//   h' = z ⊙ h + (1 - z) ⊙ n
import { applySigmoid, applyTanh } from './elementary';
import { add, addProduct, multiply } from './pointwise';
import { product } from './product';
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

export function gruResetAfterForward(
  gates: usize, // (3, steps, rows, units); (3, 1, rows, units) when they need not be kept
  recurrent: usize, // q, as many steps as gates
  hidden: usize, // (steps, rows, units)
  masked: usize, // (steps, rows, units): hidden ⊙ mask, or hidden itself without a mask
  mask: usize, // (rows, units), or 0; not together with an initial state
  initial: usize, // hidden before the first step (rows, units), or 0: zeros
  x: usize, // (steps, rows, inputs)
  w: usize, // packed by gate (inputs, units)
  u: usize, // packed by gate (units, units)
  bias: usize, // (3, units)
  recurrentBias: usize, // cn (units)
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
    const before = masked + at + previous;
    const xNow = x + ((t * rows * inputs) << 2);
    const z = gates + kept,
      n = z + 2 * gateBytes;
    const h: usize = initial || s >= lag ? before : 0;
    sumGates(z, gateBytes, bias, xNow, w, h, u, 2, rows, inputs, units);
    product(n, biasCandidate, 0, xNow, 1, 0, wCandidate, rows, inputs, units);
    product(recurrent + kept, recurrentBias, 0, before, 1, 0, uCandidate, rows, units, units);
    cellForward(
      gates + kept,
      gateBytes,
      recurrent + kept,
      hidden + at + previous,
      hidden + at,
      slab,
    );
    if (mask) multiply(masked + at, hidden + at, mask, count);
  }
}

/** One step; the gates' pre-activations are replaced by the gates. h' = n + z ⊙ (h - n). */
function cellForward(
  gates: usize,
  gateBytes: usize,
  recurrent: usize,
  before: usize,
  hidden: usize,
  slab: usize,
): void {
  const zGate = gates,
    rGate = zGate + gateBytes,
    nGate = rGate + gateBytes;
  const count = slab >> 2;
  applySigmoid(zGate, zGate, count);
  applySigmoid(rGate, rGate, count);
  addProduct(nGate, rGate, recurrent, count);
  applyTanh(nGate, nGate, count);
  for (let at: usize = 0; at < slab; at += 16) {
    const z = v128.load(zGate + at);
    const n = v128.load(nGate + at);
    v128.store(hidden + at, f32x4.add(n, f32x4.mul(z, f32x4.sub(v128.load(before + at), n))));
  }
}

export function gruResetAfterBackward(
  dx: usize, // (steps, rows, inputs), or 0
  dw: usize, // (inputs, 3 units)
  du: usize, // (units, 3 units)
  db: usize, // (3 units)
  dRecurrentBias: usize, // (units)
  dOutput: usize, // (steps, rows, units), or (rows, units) when only the last state is kept
  dState: usize, // (lag, rows, units): gradient that later steps hand back
  dMasked: usize, // (rows, units): gradient of the masked state
  gates: usize, // from the forward pass; become the gradients of their pre-activations
  recurrent: usize, // q; becomes its gradient
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
    const dh = dState + (s % lag) * slab;
    const dq = recurrent + at;
    if (sequence) add(dh, dOutput + at, count);
    else if (s == steps - 1) add(dh, dOutput, count);
    cellBackward(gates + at, gateBytes, dq, hidden + at + previous, dh, slab);
    if (!initial && s < lag) continue; // the state before is a constant zero
    product(dMasked, 0, 0, gates + at, 2, gateBytes, uGatesT, rows, units, units);
    product(dMasked, dMasked, units << 2, dq, 1, 0, uCandidateT, rows, units, units);
    if (mask) addProduct(dh, dMasked, mask, count);
    else add(dh, dMasked, count);
  }
  const all = steps * rows;
  const width = GATES * units;
  const before = masked + previous;
  addKernelGradient(dw, width, x, gates, gateBytes, GATES, all, inputs, units, scratch);
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
    before,
    recurrent,
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
  addBiasGradient(dRecurrentBias, recurrent, 0, 1, all, units);
  if (dx) product(dx, dx, inputs << 2, gates, GATES, gateBytes, wT, all, units, inputs);
}

/** One step; gates and q become gradients, dh the part that reaches h directly. */
function cellBackward(
  gates: usize,
  gateBytes: usize,
  recurrent: usize,
  before: usize,
  dState: usize,
  slab: usize,
): void {
  const one = f32x4.splat(1);
  const zGate = gates,
    rGate = zGate + gateBytes,
    nGate = rGate + gateBytes;
  for (let at: usize = 0; at < slab; at += 16) {
    const dh = settled(v128.load(dState + at));
    const z = v128.load(zGate + at),
      r = v128.load(rGate + at),
      n = v128.load(nGate + at);
    const dz = f32x4.mul(dh, f32x4.sub(v128.load(before + at), n));
    const dn = f32x4.mul(f32x4.mul(dh, f32x4.sub(one, z)), f32x4.sub(one, f32x4.mul(n, n)));
    const dr = f32x4.mul(dn, v128.load(recurrent + at));
    v128.store(zGate + at, f32x4.mul(dz, f32x4.mul(z, f32x4.sub(one, z))));
    v128.store(rGate + at, f32x4.mul(dr, f32x4.mul(r, f32x4.sub(one, r))));
    v128.store(nGate + at, dn);
    v128.store(recurrent + at, f32x4.mul(dn, r));
    v128.store(dState + at, f32x4.mul(dh, z));
  }
}
