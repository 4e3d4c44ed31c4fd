import type { OptionValues } from '../../options.js';
import { numberOf } from '../../options.js';
import type { TrainingSettings } from '../../training/training.js';

/** The settings that decided options stand for. */
export function settingsOf(options: OptionValues): Omit<TrainingSettings, 'seed'> {
  return {
    epochs: numberOf(options, 'epochs'),
    batchSize: numberOf(options, 'batch-size'),
    windowsPerEpoch: Number.POSITIVE_INFINITY,
    learningRate: numberOf(options, 'learning-rate'),
    weightDecay: numberOf(options, 'weight-decay'),
    clipNorm: numberOf(options, 'clip-norm'),
    patience: numberOf(options, 'patience'),
    keepBest: options['keep-best'] === true,
    budgetSeconds: typeof options.budget === 'number' ? options.budget : Number.POSITIVE_INFINITY,
  };
}
