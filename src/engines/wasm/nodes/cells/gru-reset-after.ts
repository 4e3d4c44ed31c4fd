import { backwardOperands, type Cell, forwardOperands, keptSteps } from './cell.js';

/** Gates z r n, the reset gate applied after the recurrent product: the form of cuDNN and PyTorch. */
export const gruResetAfter: Cell = {
  name: 'gru-reset-after',

  build(scope, layer) {
    const { hidden } = layer;
    const { units } = layer.size;
    const kept = keptSteps(scope, layer);
    const gates = layer.perRow(3 * kept);
    const recurrent = layer.perRow(kept);
    const recurrentBias = scope.parameter('recurrentBias');
    scope.forward('gruResetAfterForward', {
      ...forwardOperands(scope, layer, 3),
      gates,
      recurrent,
      recurrentBias: recurrentBias.data,
      keep: scope.training ? 1 : 0,
    });
    const operands = backwardOperands(scope, layer);
    if (operands === null) return;
    scope.backward('gruResetAfterBackward', {
      ...operands,
      gates,
      recurrent,
      hidden,
      dRecurrentBias: recurrentBias.gradient,
      dMasked: layer.perRow(units),
      uGatesT: scope.parameter('recurrent').packedTransposed(0, 2 * units),
      uCandidateT: scope.parameter('recurrent').packedTransposed(2 * units, units),
    });
  },
};
