import type { OptionSpecs } from '../../options.js';

/** Options of everything that is trained in epochs. @param learningRate - the default */
export function trainingOptions(learningRate: number): OptionSpecs {
  return {
    epochs: {
      kind: 'integer',
      default: null,
      min: 0,
      max: 100_000,
      help: 'passes over the windows at most',
      rule: 'by the amount of data',
      search: { kind: 'effort', most: 27 },
    },
    'batch-size': {
      kind: 'integer',
      default: null,
      min: 1,
      max: 4096,
      help: 'windows of one training step',
      rule: '16 to 256 by the amount of data',
    },
    'learning-rate': {
      kind: 'number',
      default: learningRate,
      min: 1e-7,
      max: 1,
      help: 'peak learning rate, after warm-up and before cosine decay',
      search: {
        kind: 'values',
        values: [0.3, 1, 3].map((part) => inTwoDigits(part * learningRate)),
      },
    },
    'weight-decay': {
      kind: 'number',
      default: 0.01,
      min: 0,
      max: 10,
      help: 'decoupled weight decay (AdamW)',
    },
    'clip-norm': {
      kind: 'number',
      default: 1,
      min: 1e-6,
      help: 'gradients are scaled down to this norm',
    },
    gap: {
      kind: 'integer',
      default: 0,
      min: 0,
      max: 100_000,
      help: 'rows left out between the training and the validation part',
    },
    patience: {
      kind: 'integer',
      default: null,
      min: 1,
      help: 'epochs without improvement before training ends',
      rule: 'a quarter of the epochs',
    },
    ensemble: {
      kind: 'integer',
      default: 1,
      min: 1,
      max: 100,
      help: 'networks with different seeds, whose median is the forecast',
    },
    budget: {
      kind: 'number',
      default: null,
      min: 0.1,
      help: 'time of training at most, in seconds; the best so far counts',
    },
    'keep-best': {
      kind: 'boolean',
      default: false,
      help: 'when interrupted, keep the best weights so far',
    },
  };
}

/** Without what binary fractions add: 0.009, not 0.009000000000000001. */
const inTwoDigits = (value: number) => Number(value.toPrecision(2));
