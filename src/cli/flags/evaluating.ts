import { Flags } from '@oclif/core';
import { usageError } from '../../errors.js';
import { metrics } from '../../metrics/index.js';
import { models } from '../../models/index.js';
import { integerFlag, numberFlag, textFlag, textsFlag } from './values.js';

const helpGroup = 'EVALUATING';

const shown = metrics.entries.filter((metric) => metric.shownByDefault).map(({ name }) => name);

/** "never", "always" or a count of cutoffs between refits. */
export type Refit = 'never' | 'always' | number;

/** How to backtest. */
export const evaluatingFlags = {
  windows: integerFlag({
    helpGroup,
    helpValue: 'K',
    min: 1,
    summary: 'Number of cutoffs to forecast from [default: up to 20]',
  }),
  stride: integerFlag({
    helpGroup,
    helpValue: 'S',
    min: 1,
    summary: 'Rows between two cutoffs [default: spread over the test, a horizon at most]',
  }),
  'test-size': integerFlag({
    helpGroup,
    min: 1,
    summary: 'Rows at the end of each series kept for the test [default: a fifth]',
  }),
  'val-size': integerFlag({
    helpGroup,
    min: 1,
    summary: 'Rows before the test kept for validation and calibration [default: a fifth]',
  }),
  refit: Flags.custom<Refit>({
    helpGroup,
    helpValue: 'never|always|N',
    summary: 'Train again at every cutoff, at every Nth, or never [default: never]',
    parse: async (input) => {
      if (input === 'never' || input === 'always') return input;
      const count = Number(input);
      if (Number.isInteger(count) && count > 0) return count;
      throw usageError(`"${input}" is not allowed`, 'give never, always or a whole number above 0');
    },
  })(),
  against: textFlag({
    helpGroup,
    helpValue: 'NAME',
    options: models.names,
    summary: 'Model to compare with [default: the better of naive and seasonal-naive]',
  }),
  adaptive: numberFlag({
    helpGroup,
    helpValue: 'RATE',
    min: 0,
    max: 1,
    summary: 'Widen intervals as misses arrive (adaptive conformal), e.g. 0.02 [default: 0]',
  }),
  metric: textsFlag({
    helpGroup,
    helpValue: 'NAME',
    options: metrics.names,
    summary: `Score to show; repeat for several [default: ${shown.join(', ')}]`,
  }),
};

/** One-step forecasts of rows that are known. */
export const fittedFlag = {
  fitted: textFlag({
    helpGroup,
    helpValue: 'FILE',
    summary: 'Write one-step forecasts of the history, each by a model that has not seen its row',
  }),
};

/** The long rows of a backtest, one a forecast step. */
export const forecastsFlag = {
  forecasts: textFlag({
    helpGroup,
    helpValue: 'FILE',
    summary: 'Write every forecast of the backtest as long CSV rows',
  }),
};
