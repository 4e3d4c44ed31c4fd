import { backwardOperands, type Cell, forwardOperands, keptSteps } from './cell.js';

/** Gates i f g o; the forget gate starts open (bias 1, Jozefowicz et al. 2015). */
export const lstm: Cell = {
  name: 'lstm',
  build(scope, layer) {
    const { lag, units } = layer.size;
    const kept = keptSteps(scope, layer);
    const gates = layer.perRow(4 * kept);
    const squashed = layer.perRow(kept);
    const cells = layer.state();
    scope.forward('lstmForward', {
      ...forwardOperands(scope, layer, 4),
      gates,
      squashed,
      cells,
      keep: scope.training ? 1 : 0,
    });
    const operands = backwardOperands(scope, layer);
    if (operands === null) return;
    scope.backward('lstmBackward', {
      ...operands,
      gates,
      squashed,
      cells,
      dCell: layer.perRow(lag * units),
      uT: scope.parameter('recurrent').packedTransposed(),
    });
  },
};
