import type { LossSpec } from '../../networks/spec.js';
import { call, type Instruction, type Operands } from './kernels.js';

/** The kernel call of a loss; `probabilities` is where a pinball loss finds its own. */
export function lossCall(
  loss: LossSpec,
  operands: Operands<'mseLoss'>,
  probabilities: number,
): Instruction {
  switch (loss.kind) {
    case 'mse':
      return call('mseLoss', operands);
    case 'mae':
      return call('maeLoss', operands);
    case 'huber':
      return call('huberLoss', { ...operands, delta: loss.delta });
    case 'pinball':
      return call(loss.squashed ? 'squashedPinballLoss' : 'pinballLoss', {
        ...operands,
        probabilities,
        quantiles: loss.probabilities.length,
      });
  }
}
