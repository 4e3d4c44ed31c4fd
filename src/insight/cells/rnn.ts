import { tanh } from '../../elementary.js';
import type { CellStep } from '../cell-step.js';
import { addProduct, project, transposedProduct } from '../products.js';

/** h' = tanh(x W + h U + b) */
export const rnn: CellStep = {
  name: 'rnn',
  node: { cell: 'rnn' },
  gates: [],
  cells: 0,

  step(weights, input, before) {
    const sums = addProduct(
      project(weights, input),
      before.hidden,
      weights.recurrent,
      weights.units,
      0,
    );
    const hidden = sums.map(tanh);
    return { before, after: { hidden, cell: before.cell }, parts: [] };
  },

  back({ recurrent, units }, { after }, { hidden, cell }) {
    const dSums = hidden.map((d, i) => d * (1 - after.hidden[i]! * after.hidden[i]!));
    return { hidden: transposedProduct(dSums, recurrent, units, 0), cell };
  },
};
