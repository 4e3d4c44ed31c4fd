import { tanh } from '../../elementary.js';
import type { CellStep } from '../cell-step.js';
import { addProduct, joined, project, sigmoid, transposedProduct } from '../products.js';

/**
 * The form of cuDNN and PyTorch: n = tanh(x Wn + bn + r ⊙ (h Un + c)) with a bias c of its own; the rest
 * as in `gru`. The recurrent product h Un + c is kept as the last part.
 */
export const gruResetAfter: CellStep = {
  name: 'gru-reset-after',
  node: { cell: 'gru', resetAfter: true },
  gates: ['update z', 'reset r'],
  cells: 0,

  step(weights, input, before) {
    const { units, recurrent, recurrentBias } = weights;
    const sums = project(weights, input);
    const h = before.hidden;
    const gates = sigmoid(addProduct(sums.slice(0, 2 * units), h, recurrent, 3 * units, 0));
    const z = gates.slice(0, units);
    const r = gates.slice(units);
    const product = addProduct(recurrentBias.slice(), h, recurrent, 3 * units, 2 * units);
    const n = sums.slice(2 * units).map((sum, i) => tanh(sum + r[i]! * product[i]!));
    const hidden = n.map((value, i) => z[i]! * h[i]! + (1 - z[i]!) * value);
    return { before, after: { hidden, cell: before.cell }, parts: [z, r, n, product] };
  },

  back({ units, recurrent }, { before, parts }, gradient) {
    const [z, r, n, product] = parts as [Float64Array, Float64Array, Float64Array, Float64Array];
    const h = before.hidden;
    const d = gradient.hidden;
    const dZ = d.map((value, i) => value * (h[i]! - n[i]!) * z[i]! * (1 - z[i]!));
    const dN = d.map((value, i) => value * (1 - z[i]!) * (1 - n[i]! * n[i]!));
    const dR = dN.map((value, i) => value * product[i]! * r[i]! * (1 - r[i]!));
    const dProduct = dN.map((value, i) => value * r[i]!);
    const through = transposedProduct(joined([dZ, dR, dProduct]), recurrent, 3 * units, 0);
    return { hidden: through.map((value, i) => value + d[i]! * z[i]!), cell: gradient.cell };
  },
};
