import { engines } from '../../engines/index.js';
import { usageError } from '../../errors.js';
import { models } from '../../models/index.js';
import type { OptionSpec } from '../../options.js';
import { durationFlag, integerFlag, listFlag, numberFlag, textFlag, textsFlag } from './values.js';

const helpGroup = 'MODELLING';

/** Model options that are flags of their own; all others arrive by `--set`. */
export const PROMOTED = [
  'lookback',
  'normalize',
  'normalize-scope',
  'hidden',
  'layers',
  'dropout',
  'epochs',
  'batch-size',
  'learning-rate',
  'loss',
  'patience',
  'clip-norm',
  'ensemble',
  'budget',
] as const;

type Promoted = (typeof PROMOTED)[number];

/** The declaration of a promoted option: the first model that has it speaks for all. */
function declaration(name: Promoted): OptionSpec {
  const spec = models.entries.map((model) => model.options[name]).find((entry) => entry);
  if (!spec) throw new Error(`no model declares the option ${name}`);
  return spec;
}

function summary(spec: OptionSpec): string {
  return spec.default === null
    ? `${spec.help} [default: from the data]`
    : `${spec.help} [default: ${spec.default}]`;
}

function numeric(name: Promoted) {
  const spec = declaration(name);
  if (spec.kind !== 'integer' && spec.kind !== 'number') throw new Error(`${name} is not a number`);
  const bounds = {
    ...(spec.min === undefined ? {} : { min: spec.min }),
    ...(spec.max === undefined ? {} : { max: spec.max }),
  };
  const flag = { helpGroup, summary: summary(spec), ...bounds };
  return spec.kind === 'integer' ? integerFlag(flag) : numberFlag(flag);
}

function duration(name: Promoted) {
  const spec = declaration(name);
  if (spec.kind !== 'number') throw new Error(`${name} is not a number of seconds`);
  return durationFlag({
    helpGroup,
    summary: `${spec.help} [default: no limit]`,
    min: spec.min ?? 0,
  });
}

function choice(name: Promoted) {
  const spec = declaration(name);
  if (spec.kind !== 'choice') throw new Error(`${name} is not a choice`);
  return textFlag({ helpGroup, summary: summary(spec), options: spec.choices });
}

/** Steps to forecast; shared by every command that forecasts. */
export const horizonFlag = {
  horizon: integerFlag({
    char: 'n',
    helpGroup,
    min: 1,
    summary: 'Steps to forecast [default: one season]',
  }),
};

/** How many threads and which engine; the result does not depend on the threads. */
export const engineFlags = {
  threads: integerFlag({
    helpGroup,
    min: 1,
    max: 256,
    summary: 'Threads at most [default: the cores at hand]; never changes a result',
  }),
  engine: textFlag({ helpGroup, options: engines.names, summary: 'What runs the networks' }),
};

/** Levels of the prediction intervals, in percent. */
export const levelsFlag = {
  levels: listFlag({
    helpGroup,
    helpValue: 'LIST',
    summary: 'Prediction intervals in percent, e.g. 80,95',
    item: (text) => {
      const level = Number(text);
      if (level > 0 && level < 100) return level;
      throw usageError(
        `"${text}" is not a level`,
        'give percentages between 0 and 100, e.g. 80,95',
      );
    },
  }),
};

/** What to train and how; a model's own options come from its registry entry. */
export const modellingFlags = {
  ...horizonFlag,
  model: textsFlag({
    char: 'm',
    helpGroup,
    helpValue: 'NAME',
    options: models.names,
    summary: 'Model; repeat for several (see gatecast models)',
  }),
  lookback: numeric('lookback'),
  normalize: choice('normalize'),
  'normalize-scope': choice('normalize-scope'),
  hidden: numeric('hidden'),
  layers: numeric('layers'),
  dropout: numeric('dropout'),
  epochs: numeric('epochs'),
  'batch-size': numeric('batch-size'),
  'learning-rate': numeric('learning-rate'),
  loss: choice('loss'),
  patience: numeric('patience'),
  'clip-norm': numeric('clip-norm'),
  ensemble: numeric('ensemble'),
  budget: duration('budget'),
  season: integerFlag({
    helpGroup,
    min: 1,
    summary: 'Seasonal period in steps [default: from frequency and data]',
  }),
  seed: integerFlag({ helpGroup, min: 0, summary: 'Same seed, same bytes [default: 1]' }),
  ...levelsFlag,
  ...engineFlags,
  set: textsFlag({
    helpGroup,
    helpValue: 'KEY=VALUE',
    summary: "A model's own option, e.g. window=30 or linear.lookback=60; repeat for several",
  }),
};
