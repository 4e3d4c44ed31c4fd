import type { NetworkFamily } from '../../networks/network.js';
import { normalizers } from '../../normalizers/index.js';
import type { OptionSpecs } from '../../options.js';
import { trainingOptions } from './training-options.js';

/** Says when a family stands on a linear map by default. */
function lineRule({ defaults }: NetworkFamily): string {
  return Number.isFinite(defaults.aloneFrom)
    ? `true below ${defaults.aloneFrom} training windows`
    : 'true';
}

/** Options of every neural model; a network's own come on top. */
export function neuralOptions(family: NetworkFamily): OptionSpecs {
  return {
    lookback: {
      kind: 'integer',
      default: null,
      min: 1,
      max: 20_000,
      help: 'rows the forecast is computed from',
      rule: 'chosen on the validation part',
      search: { kind: 'spans', multiples: [0.5, 1, 2, 4, 7] },
    },
    normalize: {
      kind: 'choice',
      default: null,
      choices: normalizers.names,
      help: 'how values are brought to one scale',
      rule: 'last or revin, by the validation part',
      search: { kind: 'values', values: ['revin', 'last', 'standard'] },
    },
    'normalize-scope': {
      kind: 'choice',
      default: 'window',
      choices: ['series', 'window'],
      help: 'statistics of the training part of each series, or of each window by itself',
    },
    hidden: {
      kind: 'integer',
      default: null,
      min: 1,
      max: 4096,
      help: 'units of a layer',
      rule: `${family.defaults.hidden}, fewer for few rows, twice as many for very many`,
      search: {
        kind: 'values',
        values: [0.5, 1, 2, 4].map((part) => part * family.defaults.hidden),
      },
    },
    dropout: {
      kind: 'number',
      default: family.defaults.dropout,
      min: 0,
      max: 0.9,
      help: 'share of units left out at random in training',
      search: { kind: 'values', values: [0, 0.1, 0.2, 0.3, 0.5] },
    },
    ...family.options,
    skip: {
      kind: 'boolean',
      default: null,
      help: 'add a linear map of the window, fitted in closed form, to what the network says',
      rule: lineRule(family),
    },
    'skip-share': {
      kind: 'number',
      default: null,
      min: 0,
      max: 1,
      help: 'how much of that linear map the network is trained to correct; with less, it learns more of the forecast',
      rule: 'all, half and none of it are tried on the validation part, where training windows are not too many',
      search: { kind: 'values', values: [0.5, 1] },
    },
    calendar: {
      kind: 'boolean',
      default: null,
      help: 'tell the network hour, weekday, month or day of the year, as the frequency has them',
      rule: 'where it makes a linear forecast of the validation part better',
    },
    loss: {
      kind: 'choice',
      default: 'mae',
      choices: ['mae', 'mse', 'huber', 'pinball'],
      help: 'what training makes small; pinball gives quantiles at the --levels',
      search: { kind: 'values', values: ['mae', 'mse'] },
    },
    unit: {
      kind: 'choice',
      default: 'naive-error',
      choices: ['naive-error', 'deviation'],
      help: "what errors are measured in while training: each series' naive error (as MASE does) or its standard deviation",
    },
    recursive: {
      kind: 'boolean',
      default: false,
      help: 'forecast one step and feed it back, instead of all steps at once',
    },
    ...trainingOptions(family.defaults.learningRate),
  };
}
