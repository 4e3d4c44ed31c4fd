import type { Model } from '../model.js';
import { trainingOptions } from '../neural/training-options.js';
import { dryRunEsrnn, esrnnWork, fitEsrnn } from './fit.js';
import { forecastEsrnn } from './forecast.js';
import { readEsrnnState } from './state.js';

/** The hybrid of exponential smoothing and a recurrent network that won the M4 competition (Smyl 2020). */
export const esrnn: Model = {
  name: 'esrnn',
  summary:
    'exponential smoothing of each series and one dilated LSTM, learned together (Smyl 2020)',
  family: 'hybrid',
  control: false,
  needsSeason: false,
  options: {
    lookback: {
      kind: 'integer',
      default: null,
      min: 1,
      max: 1024,
      help: 'rows that one step of the network reads',
      rule: 'one season',
    },
    hidden: {
      kind: 'integer',
      default: 40,
      min: 1,
      max: 1024,
      help: 'units of each of the four dilated LSTM layers',
      search: { kind: 'values', values: [20, 40, 60] },
    },
    'long-season': {
      kind: 'integer',
      default: null,
      min: 1,
      max: 10_000,
      help: 'a second, longer season in rows, 1 for none',
      rule: 'the next natural one, as a week for hours',
    },
    tau: {
      kind: 'number',
      default: 0.49,
      min: 0.01,
      max: 0.99,
      help: 'quantile whose pinball loss is trained: below 0.5 because logarithms are skewed',
      search: { kind: 'values', values: [0.47, 0.48, 0.49, 0.5] },
    },
    evenness: {
      kind: 'number',
      default: 0.5,
      min: 0,
      max: 1,
      help: 'what errors count in while training: 0 per cent, as in the paper; 1 the change over a season of each series; or between',
    },
    'level-penalty': {
      kind: 'number',
      default: 0.3,
      min: 0,
      help: 'weight of the penalty on a level that wavers',
      search: { kind: 'values', values: [0.03, 0.3, 3] },
    },
    'smoothing-rate': {
      kind: 'number',
      default: 6,
      min: 0,
      max: 1000,
      help: "learning rate of each series' smoothing, in learning rates of the network",
    },
    shift: {
      kind: 'boolean',
      default: false,
      help: 'move series that are not above zero there, instead of refusing them',
    },
    ...trainingOptions(0.005),
  },
  fit: fitEsrnn,
  dryRun: dryRunEsrnn,
  multiplyAdds: esrnnWork,
  checkState: readEsrnnState,
  forecast: forecastEsrnn,
};
