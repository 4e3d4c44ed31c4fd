import { cellName } from '../../../networks/facts/cells.js';
import { sequenceShape } from '../../../networks/facts/recurrent.js';
import { only } from '../../../networks/facts/shape.js';
import { type Operand, plus, times } from '../operand.js';
import { cells } from './cells/index.js';
import { nodeKind, type Scope } from './node-kind.js';

/** A recurrent layer over a whole sequence; one kernel call forward and one backward. */
export const recurrent = nodeKind('recurrent', (node, scope) => {
  const x = only(scope.inputs);
  const [steps, inputs] = sequenceShape(node.id, x.shape);
  const { units } = node;
  const lag = node.dilation ?? 1;
  const reverse = node.reverse ? 1 : 0;

  /** An array over all steps with `lag` steps of zeros before the first; the address of time 0. */
  const state = (): Operand =>
    plus(scope.perRow((steps + lag) * units), times('rows', node.reverse ? 0 : lag * units * 4));
  const hidden = state();
  const mask =
    scope.training && node.recurrentDropout > 0
      ? stateMask(scope, units, node.recurrentDropout)
      : 0;
  const masked = mask === 0 ? hidden : state();
  const lastStep = node.reverse ? 0 : times('rows', (steps - 1) * units * 4);
  const gradient = scope.gradient((node.sequence ? steps : 1) * units);

  cells.get(cellName(node)).build(scope, {
    x: x.data,
    dx: x.gradient ?? 0,
    hidden,
    masked,
    mask,
    state,
    initial: 0,
    perRow: scope.perRow,
    dState: scope.training ? scope.perRow(lag * units) : 0,
    dOutput: gradient,
    size: { steps, rows: times('rows'), inputs, units, lag, reverse },
    sequence: node.sequence ? 1 : 0,
  });
  return {
    shape: node.sequence ? [steps, units] : [units],
    data: node.sequence ? hidden : plus(hidden, lastStep),
    gradient,
  };
});

/** One mask on the hidden state for all steps (Gal & Ghahramani 2016). */
function stateMask(scope: Scope, units: number, rate: number): Operand {
  const mask = scope.perRow(units);
  scope.forward('dropoutMask', {
    mask,
    control: scope.control,
    node: scope.number,
    rate,
    firstRow: times('firstRow'),
    rows: times('rows'),
    positions: 1,
    width: units,
  });
  return mask;
}
