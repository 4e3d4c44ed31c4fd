import { backwardOperands, type Cell, forwardOperands, keptSteps } from './cell.js';

/** Gates z r n, the reset gate applied before the recurrent product: TensorFlow.js' form. */
export const gru: Cell = {
  name: 'gru',
  build(scope, layer) {
    const { hidden } = layer;
    const { units } = layer.size;
    const kept = keptSteps(scope, layer);
    const gates = layer.perRow(3 * kept);
    const reset = layer.perRow(kept);
    scope.forward('gruForward', {
      ...forwardOperands(scope, layer, 3),
      gates,
      reset,
      keep: scope.training ? 1 : 0,
    });
    const operands = backwardOperands(scope, layer);
    if (operands === null) return;
    scope.backward('gruBackward', {
      ...operands,
      gates,
      reset,
      hidden,
      dReset: layer.perRow(units),
      uGatesT: scope.parameter('recurrent').packedTransposed(0, 2 * units),
      uCandidateT: scope.parameter('recurrent').packedTransposed(2 * units, units),
    });
  },
};
