import { tanh } from '../../elementary.js';
import type { CellStep } from '../cell-step.js';
import { addProduct, joined, project, sigmoid, transposedProduct } from '../products.js';

/**
 * i, f, o = σ(x W + h U + b) and g = tanh(x Wg + h Ug + bg), each with its own columns,
 * c' = f ⊙ c + i ⊙ g, h' = o ⊙ tanh c'. The columns are in the order i f g o.
 */
export const lstm: CellStep = {
  name: 'lstm',
  node: { cell: 'lstm' },
  gates: ['input i', 'forget f', 'output o'],
  cells: 1,

  step(weights, input, before) {
    const { units, recurrent } = weights;
    const sums = addProduct(project(weights, input), before.hidden, recurrent, 4 * units, 0);
    const block = (index: number) => sums.slice(index * units, (index + 1) * units);
    const [i, f, o] = [sigmoid(block(0)), sigmoid(block(1)), sigmoid(block(3))];
    const g = block(2).map(tanh);
    const cell = g.map((value, u) => f[u]! * before.cell[u]! + i[u]! * value);
    const hidden = cell.map((value, u) => o[u]! * tanh(value));
    return { before, after: { hidden, cell }, parts: [i, f, o, g] };
  },

  back({ units, recurrent }, { before, after, parts }, gradient) {
    const [i, f, o, g] = parts as [Float64Array, Float64Array, Float64Array, Float64Array];
    const dHidden = gradient.hidden;
    const squashed = after.cell.map(tanh);
    const dCell = gradient.cell.map(
      (value, u) => value + dHidden[u]! * o[u]! * (1 - squashed[u]! * squashed[u]!),
    );
    const dI = dCell.map((d, u) => d * g[u]! * i[u]! * (1 - i[u]!));
    const dF = dCell.map((d, u) => d * before.cell[u]! * f[u]! * (1 - f[u]!));
    const dG = dCell.map((d, u) => d * i[u]! * (1 - g[u]! * g[u]!));
    const dO = dHidden.map((d, u) => d * squashed[u]! * o[u]! * (1 - o[u]!));
    return {
      hidden: transposedProduct(joined([dI, dF, dG, dO]), recurrent, 4 * units, 0),
      cell: dCell.map((d, u) => d * f[u]!),
    };
  },
};
