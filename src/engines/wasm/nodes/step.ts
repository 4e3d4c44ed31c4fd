import { cellName } from '../../../networks/facts/cells.js';
import { plus, times } from '../operand.js';
import { cells } from './cells/index.js';
import { nodeKind, type Value } from './node-kind.js';

/** One step of a recurrent layer's cell at all positions at once, each from the same state. */
export const step = nodeKind('step', (node, scope) => {
  const [x, state] = scope.inputs as [Value, Value];
  const [positions, inputs] = x.shape as [number, number];
  const { units } = node;
  const count = times('rows', units);
  // To the kernels a position is a row of its own, in a sequence of one step.
  const rows = times('rows', positions);
  const perRow = (numbers: number) => scope.perRow(numbers * positions);
  const initial = perRow(units);
  const before = perRow(2 * units);
  const hidden = plus(before, times('rows', positions * units * 4));
  const dState = scope.training ? perRow(units) : 0;
  const gradient = scope.gradient(positions * units);

  scope.forward('repeatRows', { y: initial, x: state.data, count, times: positions });
  cells.get(cellName(node)).build(scope, {
    ...{
      x: x.data,
      dx: x.gradient ?? 0,
      hidden,
      masked: hidden,
      mask: 0,
      initial,
      dState,
      perRow,
    },
    dOutput: gradient,
    state: () => {
      throw new Error(`the cell of step node "${node.id}" has more than one state`);
    },
    size: { steps: 1, rows, inputs, units, lag: 1, reverse: 0 },
    sequence: 1,
  });
  if (state.gradient !== null) {
    const sum = { dx: state.gradient, dy: dState, count, times: positions };
    scope.backward('sumRepeats', sum);
  }
  return { shape: [positions, units], data: hidden, gradient };
});
