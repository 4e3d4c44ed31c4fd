import type { Config } from '@oclif/core';

/** Words of other programs for "the file that is read": here it is an argument. */
const FILE_FLAGS = ['--file', '--input', '--data'];

/**
 * The command line with a few habits of other programs put into our words: `-h 14` is a horizon (where
 * nothing else follows, `-h` is help), `--file sales.csv` is the argument.
 */
export function ownWords(argv: readonly string[], config: Pick<Config, 'findCommand'>): string[] {
  const end = argv.indexOf('--');
  const ours = end < 0 ? argv : argv.slice(0, end);
  const command = config.findCommand(ours[0] ?? '');
  if (!command) return [...argv];
  const words = ours.flatMap((word, place) => {
    if (word === '-h' && /^\d+$/.test(ours[place + 1] ?? '') && 'horizon' in command.flags) {
      return ['--horizon'];
    }
    if (!('file' in command.args)) return [word];
    if (FILE_FLAGS.includes(word)) return [];
    const [flag = '', ...value] = word.split('=');
    return FILE_FLAGS.includes(flag) ? [value.join('=')] : [word];
  });
  return [...words, ...(end < 0 ? [] : argv.slice(end))];
}

/** Names that models have elsewhere, and which of ours are of that kind, the nearest first. */
const FOREIGN_MODELS: Readonly<Record<string, readonly string[]>> = {
  arima: ['arima', 'theta', 'ets'],
  autoarima: ['arima', 'ets'],
  sarima: ['arima', 'ets'],
  sarimax: ['arima', 'linear'],
  holtwinters: ['ets'],
  exponentialsmoothing: ['ets'],
  autoets: ['ets'],
  prophet: ['mstl', 'linear'],
  tbats: ['mstl'],
  stl: ['mstl'],
  lgbm: ['linear', 'segrnn'],
  lightgbm: ['linear', 'segrnn'],
  xgboost: ['linear', 'segrnn'],
  xgb: ['linear', 'segrnn'],
  randomforest: ['linear', 'segrnn'],
  ridge: ['linear'],
  dlinear: ['linear'],
  snaive: ['seasonal-naive'],
  seasonalnaive: ['seasonal-naive'],
  nbeats: ['segrnn', 'transformer'],
  nhits: ['segrnn', 'transformer'],
  deepar: ['lstm', 'gru'],
  patchtst: ['transformer'],
  tft: ['transformer'],
  chronos: ['pretrained', 'gru'],
  timesfm: ['pretrained', 'gru'],
};

/** Of the models that there are, those of the kind that has this name elsewhere. */
export function modelsLike(name: string, known: readonly string[]): string[] {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return (FOREIGN_MODELS[plain] ?? []).filter((each) => known.includes(each));
}
