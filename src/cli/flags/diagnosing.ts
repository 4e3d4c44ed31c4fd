import type { Interfaces } from '@oclif/core';
import { cellSteps, usualCells } from '../../insight/cells/index.js';
import type { DiagnoseJob } from '../../workflows/diagnose.js';
import { engineSettings } from './job.js';
import { engineFlags } from './modelling.js';
import { integerFlag, numberFlag, textFlag, textsFlag } from './values.js';

const helpGroup = 'DIAGNOSING';

const defaults = {
  hidden: 16,
  batchSize: 32,
  learningRate: 0.01,
  clipNorm: 1,
  seed: 1,
} as const;

/** What to look into. Sizes are those of a layer that trains in seconds; all cells get the same. */
export const diagnoseFlags = {
  task: textFlag({
    helpGroup,
    helpValue: 'NAME:K',
    summary: 'Built-in problem instead of a file: lag, adding or copy over K steps, e.g. lag:50',
  }),
  cell: textsFlag({
    helpGroup,
    helpValue: 'NAME',
    options: cellSteps.names,
    summary: `Cell to look into; repeat for several [default: ${usualCells.join(', ')}]`,
  }),
  lookback: integerFlag({
    helpGroup,
    min: 2,
    max: 20_000,
    summary: 'Steps of a window of a file [default: 60]',
  }),
  hidden: integerFlag({
    helpGroup,
    min: 1,
    max: 512,
    summary: `Units of the layer [default: ${defaults.hidden}]`,
  }),
  epochs: integerFlag({
    helpGroup,
    min: 1,
    max: 10_000,
    summary: 'Passes over at most 4800 windows [default: 10, of tasks beyond 100 steps 30]',
  }),
  'batch-size': integerFlag({
    helpGroup,
    min: 1,
    max: 4096,
    summary: `Windows of one training step [default: ${defaults.batchSize}]`,
  }),
  'learning-rate': numberFlag({
    helpGroup,
    min: 1e-7,
    max: 1,
    summary: `Peak learning rate [default: ${defaults.learningRate}]`,
  }),
  'clip-norm': numberFlag({
    helpGroup,
    min: 1e-6,
    summary: `Gradients are scaled down to this norm [default: ${defaults.clipNorm}]`,
  }),
  seed: integerFlag({
    helpGroup,
    min: 0,
    summary: `Same seed, same bytes [default: ${defaults.seed}]`,
  }),
  ...engineFlags,
};

const TRAINING_FLAGS = [
  ...(['cell', 'lookback', 'hidden', 'epochs', 'batch-size'] as const),
  ...(['learning-rate', 'clip-norm', 'seed'] as const),
] as const;

/** The flags as settings, defaults filled in. */
export const diagnoseSettings = (
  flags: Interfaces.InferredFlags<typeof diagnoseFlags>,
): DiagnoseJob['settings'] => ({
  hidden: flags.hidden ?? defaults.hidden,
  epochs: flags.epochs,
  batchSize: flags['batch-size'] ?? defaults.batchSize,
  learningRate: flags['learning-rate'] ?? defaults.learningRate,
  clipNorm: flags['clip-norm'] ?? defaults.clipNorm,
  seed: flags.seed ?? defaults.seed,
  engine: engineSettings(flags),
});

/** Flags that say how to train, as far as they were given. */
export const givenTrainingFlags = (flags: Interfaces.InferredFlags<typeof diagnoseFlags>) =>
  TRAINING_FLAGS.filter((name) => flags[name] !== undefined);
