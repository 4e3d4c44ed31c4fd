import type { OptionValues } from '../../options.js';
import type { TrainingSettings } from '../../training/training.js';

/** The settings that decided options stand for. */
export function settingsOf(options: OptionValues): Omit<TrainingSettings, 'seed'> {
  return {
    epochs: Number(options.epochs),
    batchSize: Number(options['batch-size']),
    windowsPerEpoch: Number.POSITIVE_INFINITY,
    learningRate: Number(options['learning-rate']),
    weightDecay: Number(options['weight-decay']),
    clipNorm: Number(options['clip-norm']),
    patience: Number(options.patience),
    keepBest: options['keep-best'] === true,
    budgetSeconds: typeof options.budget === 'number' ? options.budget : Number.POSITIVE_INFINITY,
  };
}
