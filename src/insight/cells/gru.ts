import { tanh } from '../../elementary.js';
import type { CellStep } from '../cell-step.js';
import { addProduct, joined, multiply, project, sigmoid, transposedProduct } from '../products.js';

/**
 * z = σ(x Wz + h Uz + bz), r = σ(x Wr + h Ur + br), n = tanh(x Wn + (r ⊙ h) Un + bn),
 * h' = z ⊙ h + (1 - z) ⊙ n
 */
export const gru: CellStep = {
  name: 'gru',
  node: { cell: 'gru' },
  gates: ['update z', 'reset r'],
  cells: 0,

  step(weights, input, before) {
    const { units, recurrent } = weights;
    const sums = project(weights, input);
    const h = before.hidden;
    const gates = sigmoid(addProduct(sums.slice(0, 2 * units), h, recurrent, 3 * units, 0));
    const z = gates.slice(0, units);
    const r = gates.slice(units);
    const candidate = sums.slice(2 * units);
    const n = addProduct(candidate, multiply(r, h), recurrent, 3 * units, 2 * units).map(tanh);
    const hidden = n.map((value, i) => z[i]! * h[i]! + (1 - z[i]!) * value);
    return { before, after: { hidden, cell: before.cell }, parts: [z, r, n] };
  },

  back({ units, recurrent }, { before, parts }, gradient) {
    const [z, r, n] = parts as [Float64Array, Float64Array, Float64Array];
    const h = before.hidden;
    const d = gradient.hidden;
    const dZ = d.map((value, i) => value * (h[i]! - n[i]!) * z[i]! * (1 - z[i]!));
    const dN = d.map((value, i) => value * (1 - z[i]!) * (1 - n[i]! * n[i]!));
    const dReset = transposedProduct(dN, recurrent, 3 * units, 2 * units); // of r ⊙ h
    const dR = dReset.map((value, i) => value * h[i]! * r[i]! * (1 - r[i]!));
    const throughGates = transposedProduct(joined([dZ, dR]), recurrent, 3 * units, 0);
    return {
      hidden: throughGates.map((value, i) => value + d[i]! * z[i]! + dReset[i]! * r[i]!),
      cell: gradient.cell,
    };
  },
};
