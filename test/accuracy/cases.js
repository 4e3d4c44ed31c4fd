import { join } from 'node:path';
import { joined, zScored } from './prepare.js';

const fixture = (name) => new URL(`../../fixtures/${name}`, import.meta.url).pathname;
const targets = (names) => names.flatMap((name) => ['--target', name]);

/** A score over all series. */
const overall = ({ scores }, model) =>
  scores.find((score) => score.model === model && score.id === null);
const verdict = ({ comparisons }, model) =>
  comparisons.find((each) => each.model === model).sentence;

/** Shares of actuals inside the intervals. */
const coverage = ({ scores }, model) => {
  const { coverage_80: wide, coverage_95: wider } = overall({ scores }, model);
  const percent = (share) => `${(100 * share).toFixed(1)} %`;
  return `inside 80 %: ${percent(wide)}, inside 95 %: ${percent(wider)}`;
};

/** A case on one of the project's own fixtures: MAE beside the better control's. */
const onFixture = (name, file, args, model) => ({
  name,
  data: null,
  args: () => [fixture(file), ...args, '--model', model],
  figure: (document) => {
    const controls = ['naive', 'seasonal-naive'].filter((each) => document.models.includes(each));
    const best = Math.min(...controls.map((each) => overall(document, each).mae));
    const mae = overall(document, model).mae;
    return `MAE ${mae.toFixed(3)}, better control ${best.toFixed(3)}; ${verdict(document, model)}; ${coverage(document, model)}`;
  },
});

const WEATHER = [
  ...['--target', 'temp_max', '--horizon', '14'],
  ...['--test-size', '365', '--stride', '7'],
];
const STOCK = ['--target', 'close', '--horizon', '5', '--test-size', '250'];

/** MSE over all windows and columns of a file z-scored by its training part. */
const zScoredCase = (name, file, parts, args, model) => ({
  name,
  data: file,
  args: (source, scratch) => {
    const prepared = join(scratch, `${name}.csv`);
    const rows = parts.train + parts.validation + parts.test;
    const columns = zScored(source, prepared, { rows, trainRows: parts.train });
    return [
      ...[prepared, '--time', 'date', ...targets(columns), ...args, '--model', model],
      ...['--test-size', parts.test, '--val-size', parts.validation, '--stride', 1],
      ...['--metric', 'mse', '--metric', 'mae', '--metric', 'coverage'],
    ];
  },
  figure: (document) => {
    const [naive, own] = ['naive', model].map((each) => overall(document, each).mse.toFixed(4));
    return `MSE ${own}, naive ${naive}; ${verdict(document, model)}; ${coverage(document, model)}`;
  },
});

const ETT = { train: 8640, validation: 2880, test: 2880 };
const EXCHANGE = { train: 5311, validation: 760, test: 1517 };

/** Errors are measured as the protocol does: in deviations of each column. */
const etth1 = (name, horizon, lookback, ...more) =>
  zScoredCase(
    name,
    'ETTh1.csv',
    ETT,
    ['--horizon', horizon, '--lookback', lookback, '--set', 'unit=deviation', ...more],
    'segrnn',
  );
const SQUARED = ['--loss', 'mse'];
/** Chosen on the validation part; see docs/accuracy.md. */
const LONG = [
  ...['--hidden', 128, '--dropout', 0.2, '--epochs', 5, '--ensemble', 5],
  ...['--set', 'skip=true', '--set', 'skip-share=0.5'],
];

const m4 = (name, model, ...more) => ({
  name,
  data: 'm4-hourly',
  args: (folder, scratch) => {
    const file = join(scratch, `${name}.csv`);
    joined(join(folder, 'train.csv'), join(folder, 'test.csv'), file);
    return [
      ...[file, '--time', 'step', '--freq', 'step', '--id', 'id', '--target', 'value'],
      ...['--horizon', 48, '--season', 24, '--test-size', 48, '--model', model, ...more],
      ...['--metric', 'owa', '--metric', 'smape', '--metric', 'mase', '--metric', 'coverage'],
    ];
  },
  figure: (document) => {
    const scores = ['owa', 'smape', 'mase'].map((metric) => overall(document, model)[metric]);
    return `OWA ${scores[0].toFixed(3)} (sMAPE ${scores[1].toFixed(2)}, MASE ${scores[2].toFixed(3)}); ${coverage(document, model)}`;
  },
});

const M1 = { monthly: [12, 18], quarterly: [4, 8], yearly: [1, 6] };

/** The last rows of each series of one period, forecast by a model that saw the rows before. */
const m1 = (period, model) => ({
  name: `m1-${period}-${model}`,
  data: 'm1',
  args: (folder, scratch) => {
    const [season, horizon] = M1[period];
    const file = join(scratch, `m1-${period}.csv`);
    joined(join(folder, 'train.csv'), join(folder, 'test.csv'), file, `,${period},`);
    return [
      ...[file, '--time', 'step', '--freq', 'step', '--id', 'id', '--target', 'value'],
      ...['--horizon', horizon, '--season', season, '--test-size', horizon, '--model', model],
      ...['--metric', 'smape', '--metric', 'mase', '--metric', 'coverage'],
    ];
  },
  figure: (document) => {
    const { smape, mase } = overall(document, model);
    return `sMAPE ${smape.toFixed(2)}, MASE ${mase.toFixed(3)}; ${coverage(document, model)}`;
  },
});

/** Every line of docs/accuracy.md. `data` is the file or folder below --data; null is a fixture. */
export const cases = [
  onFixture('weather-gru', 'seattle-weather.csv', WEATHER, 'gru'),
  onFixture('weather-lstm', 'seattle-weather.csv', WEATHER, 'lstm'),
  onFixture('stock-gru', 'sp500-2000.csv', STOCK, 'gru'),
  onFixture('weather-auto', 'seattle-weather.csv', WEATHER, 'auto'),
  onFixture('stock-auto', 'sp500-2000.csv', STOCK, 'auto'),
  zScoredCase(
    'exchange',
    'exchange_rate.csv',
    EXCHANGE,
    ['--horizon', 96, '--lookback', 96],
    'gru',
  ),
  zScoredCase(
    'exchange-auto',
    'exchange_rate.csv',
    EXCHANGE,
    ['--horizon', 96, '--lookback', 96],
    'auto',
  ),
  m4('m4-hourly', 'gru'),
  m4('m4-hourly-theta', 'theta'),
  m4('m4-hourly-esrnn', 'esrnn'),
  m4('m4-hourly-esrnn-ensemble', 'esrnn', '--ensemble', 5),
  ...Object.keys(M1).map((period) => m1(period, 'pretrained')),
  ...Object.keys(M1).map((period) => m1(period, 'auto')),
  etth1('etth1-96', 96, 96, ...SQUARED),
  etth1('etth1-192', 192, 96, ...SQUARED),
  etth1('etth1-336', 336, 96, ...SQUARED),
  etth1('etth1-720', 720, 96, ...SQUARED),
  etth1('etth1-96-long', 96, 336, ...LONG),
];
