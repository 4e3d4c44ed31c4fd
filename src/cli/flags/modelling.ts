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

/** The option's help as the other flags say theirs: a sentence's start, and the default in brackets. */
function summary({ help, default: value }: OptionSpec, fallback = 'from the data'): string {
  const [what = help, rule = fallback] = help.split('; default ');
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} [default: ${value ?? rule}]`;
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
    summary: summary(spec, 'no limit'),
    min: spec.min ?? 0,
  });
}

function choice(name: Promoted) {
  const spec = declaration(name);
  if (spec.kind !== 'choice') throw new Error(`${name} is not a choice`);
  return textFlag({ helpGroup, summary: summary(spec), options: spec.choices });
}

/** Steps to forecast; shared by every command that forecasts. */
export const horizonFlag = (fallback: string) => ({
  horizon: integerFlag({
    char: 'n',
    helpGroup,
    min: 1,
    summary: `Steps to forecast [default: ${fallback}]`,
  }),
});

/** How many threads and which engine; the result does not depend on the threads. */
export const engineFlags = {
  threads: integerFlag({
    helpGroup,
    min: 1,
    max: 256,
    summary: 'Threads at most [default: the cores at hand]; never changes a result',
  }),
  engine: textFlag({
    helpGroup,
    options: engines.names,
    summary: 'What runs the networks [default: wasm]',
  }),
};

/** Levels of the prediction intervals, in percent. */
export const levelsFlag = (fallback: string) => ({
  levels: listFlag({
    helpGroup,
    helpValue: 'LIST',
    summary: `Prediction intervals in percent, e.g. 50,90 [default: ${fallback}]`,
    item: (text) => {
      const level = Number(text);
      if (level > 0 && level < 100) return level;
      throw usageError(
        `"${text}" is not a level`,
        'give percentages between 0 and 100, e.g. 80,95',
      );
    },
  }),
});

/** @param role - what the command makes of models, for its help */
export const modelFlag = (role: string) => ({
  model: textsFlag({
    char: 'm',
    helpGroup,
    helpValue: 'NAME',
    options: models.names,
    summary: role,
  }),
});

/** For commands that train one. */
export const oneModelFlag = modelFlag('Model (see gatecast models) [default: gru]');

/** What to train and how; a model's own options come from its registry entry. */
export const modellingFlags = {
  ...horizonFlag('one season'),
  ...modelFlag('Model; repeat for several (see gatecast models) [default: gru]'),
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
  ...levelsFlag('80,95'),
  ...engineFlags,
  set: textsFlag({
    helpGroup,
    helpValue: 'KEY=VALUE',
    summary: "A model's own option, e.g. window=30 or linear.lookback=60; repeat for several",
  }),
};
