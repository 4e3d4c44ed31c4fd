import { Flags, type Interfaces } from '@oclif/core';
import { engines } from '../../engines/index.js';
import { usageError } from '../../errors.js';
import type { ValueRange } from '../../evaluation/intervals/forecast-form.js';
import { checkLevel } from '../../metrics/levels.js';
import { models } from '../../models/index.js';
import { defaultOf } from '../../options.js';
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

/** What the models that have a promoted option declare. */
function declarations(name: Promoted) {
  const found = models.entries.flatMap((model) => {
    const spec = model.options[name];
    return spec === undefined ? [] : [{ model: model.name, spec }];
  });
  const [first] = found;
  if (!first) throw new Error(`no model declares the option ${name}`);
  return { first: first.spec, all: found };
}

/** The option's help as the other flags say theirs: a sentence's start, and the default in brackets. */
function summaryOf(name: Promoted, none?: string): string {
  const { first, all } = declarations(name);
  const { help } = first;
  const byDefault = new Map<string, string[]>();
  for (const { model, spec } of all) {
    const value = (spec.default === null && spec.rule === undefined && none) || defaultOf(spec);
    byDefault.set(value, [...(byDefault.get(value) ?? []), model]);
  }
  const rules = [...byDefault].sort(([, a], [, b]) => b.length - a.length);
  const [[most, having] = ['', []], ...others] = rules;
  const exceptions = others.map(([value, names]) => `${names.join(', ')} ${value}`);
  // Where each model has its own, one rule would be a lie.
  const told = having.length > 1 || others.length === 0 ? [most, ...exceptions] : ['by model'];
  return `${help.charAt(0).toUpperCase()}${help.slice(1)} [default: ${told.join('; ')}]`;
}

/** The widest bounds; a model that is named holds to its own. */
function boundsOf(name: Promoted) {
  const specs = declarations(name).all.map(({ spec }) => spec);
  const ends = specs.flatMap((spec) =>
    spec.kind === 'integer' || spec.kind === 'number' ? [spec] : [],
  );
  if (ends.length < specs.length) throw new Error(`${name} is not a number`);
  const min = Math.min(...ends.map((spec) => spec.min ?? Number.NEGATIVE_INFINITY));
  const max = Math.max(...ends.map((spec) => spec.max ?? Number.POSITIVE_INFINITY));
  return {
    ...(Number.isFinite(min) ? { min } : {}),
    ...(Number.isFinite(max) ? { max } : {}),
  };
}

function numeric(name: Promoted) {
  const flag = { helpGroup, summary: summaryOf(name), ...boundsOf(name) };
  return declarations(name).first.kind === 'integer' ? integerFlag(flag) : numberFlag(flag);
}

function duration(name: Promoted) {
  const { min = 0 } = boundsOf(name);
  return durationFlag({ helpGroup, summary: summaryOf(name, 'no limit'), min });
}

function choice(name: Promoted) {
  const choices = declarations(name).all.flatMap(({ spec }) =>
    spec.kind === 'choice' ? spec.choices : [],
  );
  if (choices.length === 0) throw new Error(`${name} is not a choice`);
  return textFlag({ helpGroup, summary: summaryOf(name), options: [...new Set(choices)] });
}

/** Steps to forecast; shared by every command that forecasts. */
export const horizonFlag = (fallback: string) => ({
  horizon: integerFlag({
    char: 'n',
    aliases: ['periods', 'steps', 'forecast-horizon', 'prediction-length'],
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
    aliases: ['confidence', 'interval', 'intervals', 'level'],
    summary: `Prediction intervals in percent, e.g. 50,90 [default: ${fallback}]`,
    item: (text) => checkLevel(Number(text), text),
  }),
});

/** Within what forecasts stay, and quantiles beside the levels. */
export const formFlags = {
  min: numberFlag({
    helpGroup,
    summary: 'No forecast and no bound is below; 0 for counts, sales, prices',
  }),
  max: numberFlag({ helpGroup, summary: 'No forecast and no bound is above; 100 for per cent' }),
  integer: Flags.boolean({ helpGroup, summary: 'Forecasts and bounds are whole numbers' }),
  quantile: Flags.custom<number>({
    helpGroup,
    helpValue: 'Q',
    multiple: true,
    multipleNonGreedy: true,
    summary: 'One-sided level, e.g. 0.95 for a stock that suffices in 95 of 100 cases; repeatable',
    parse: async (input) => {
      const probability = Number(input);
      if (probability > 0 && probability < 1) return probability;
      throw usageError(`"${input}" is not a quantile`, 'give a share between 0 and 1, e.g. 0.95');
    },
  })(),
};

type FormFlags = Interfaces.InferredFlags<typeof formFlags>;

/** The range that the flags ask for; undefined where they ask for none. */
export function valueRange({ min, max, integer }: FormFlags): ValueRange | undefined {
  if (min === undefined && max === undefined && integer !== true) return undefined;
  return { min: min ?? null, max: max ?? null, integer: integer === true };
}

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

/** For commands that train one. @param fallback - its default */
export const oneModelFlag = (fallback: string) =>
  modelFlag(`Model (see gatecast models) [default: ${fallback}]`);

/** Shared by every command that looks at seasons. */
export const seasonFlag = {
  season: integerFlag({
    helpGroup,
    min: 1,
    aliases: ['seasonality', 'seasonal-period', 'period'],
    summary: 'Seasonal period in steps [default: from frequency and data]',
  }),
};

/** What to train and how; a model's own options come from its registry entry. */
export const modellingFlags = {
  ...horizonFlag('one season'),
  ...modelFlag(
    'Model; repeat for several (see gatecast models) [default: auto; gru with another --engine]',
  ),
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
  ...seasonFlag,
  seed: integerFlag({ helpGroup, min: 0, summary: 'Same seed, same bytes [default: 1]' }),
  ...levelsFlag('80,95'),
  ...formFlags,
  ...engineFlags,
  set: textsFlag({
    helpGroup,
    helpValue: 'KEY=VALUE',
    summary: "A model's own option, e.g. window=30 or linear.lookback=60; repeat for several",
  }),
};
