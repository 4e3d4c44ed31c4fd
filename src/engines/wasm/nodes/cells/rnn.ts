import { backwardOperands, type Cell, forwardOperands } from './cell.js';

/** h' = tanh(x W + h U + b) */
export const rnn: Cell = {
  name: 'rnn',
  build(scope, layer) {
    const { steps, units } = layer.size;
    scope.forward('rnnForward', forwardOperands(scope, layer, 1));
    const operands = backwardOperands(scope, layer);
    if (operands === null) return;
    scope.backward('rnnBackward', {
      ...operands,
      dPre: layer.perRow(steps * units),
      hidden: layer.hidden,
      uT: scope.parameter('recurrent').packedTransposed(),
    });
  },
};
