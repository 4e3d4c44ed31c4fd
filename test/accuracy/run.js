// Figures on public benchmarks, as docs/accuracy.md lists them: node test/accuracy/run.js PROTOCOL
// --data FOLDER [--model NAME] [--horizon N] [--lookback N] [--threads N] [key=value …].
// FOLDER holds ett/ETTh1.csv, exchange/exchange_rate.csv and m4-hourly/.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { models } from '../../dist/models/index.js';
import { resolveOptions } from '../../dist/options.js';
import { m4Hourly, standardizedColumns } from './panels.js';
import { meanErrors, owa } from './scores.js';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ data: { type: 'string' }, model: { type: 'string' }, horizon: { type: 'string' } },
    ...{ lookback: { type: 'string' }, seed: { type: 'string' }, threads: { type: 'string' } },
  },
});
const [protocol, ...settings] = positionals;
const engine = { name: 'wasm', threads: Number(flags.threads ?? 2) };

/** Rows that a standard split of a wide file gives to training, validation and test. */
const splits = {
  etth1: { file: 'ett/ETTh1.csv', unit: 'hour', season: 24, parts: [8640, 2880, 2880] },
  exchange: {
    file: 'exchange/exchange_rate.csv',
    unit: 'business',
    season: 5,
    parts: [5311, 760, 1517],
  },
};

async function trainOn(panel, rest) {
  const model = models.get(flags.model ?? 'segrnn');
  const given = Object.fromEntries(settings.map((setting) => setting.split('=')));
  if (flags.lookback) given.lookback = flags.lookback;
  const context = {
    ...{ probabilities: [], seed: Number(flags.seed ?? 1), engine, ...rest },
    options: resolveOptions(model.name, model.options, given),
  };
  return { model, fitted: await model.fit(panel, context) };
}

const cut = (series, rows) => ({ ...series, values: series.values.subarray(0, rows) });

/** Every window of the test part, stride 1, over all columns; errors in z-scored units. */
async function wide({ file, unit, season, parts: [train, validation, test] }) {
  const horizon = Number(flags.horizon ?? 96);
  const rows = train + validation + test;
  const panel = standardizedColumns(join(flags.data, file), unit, rows, train);
  const known = { ...panel, series: panel.series.map((each) => cut(each, train + validation)) };
  const { model, fitted } = await trainOn(known, { horizon, season, validationSize: validation });
  const origins = Array.from({ length: test - horizon + 1 }, (_, i) => train + validation + i);
  const sums = { squared: 0, absolute: 0, count: 0 };
  for (const series of panel.series) {
    const cuts = origins.map((row) => cut(series, row));
    const forecasts = await model.forecast(fitted, { ...panel, series: cuts }, engine);
    meanErrors(sums, series.values, origins, forecasts);
  }
  return {
    mse: sums.squared / sums.count,
    mae: sums.absolute / sums.count,
    training: fitted.training,
  };
}

async function m4() {
  const { panel, test, naive2 } = m4Hourly(join(flags.data, 'm4-hourly'));
  const { model, fitted } = await trainOn(panel, { horizon: 48, season: 24, validationSize: 0 });
  const forecasts = await model.forecast(fitted, panel, engine);
  const ours = new Map(panel.series.map(({ id }, i) => [id, { values: forecasts[i].point }]));
  return { ...owa(panel.series, test, ours, naive2), training: fitted.training };
}

const started = performance.now();
const { training, ...scores } =
  protocol === 'm4-hourly' ? await m4() : await wide(splits[protocol]);
const seconds = Math.round((performance.now() - started) / 1000);
const rounded = Object.fromEntries(
  Object.entries(scores).map(([name, value]) => [name, Number(value.toFixed(4))]),
);
console.log(
  JSON.stringify({ protocol, ...flags, settings, ...rounded, seconds, ...summary(training) }),
);

function summary(record) {
  if (!record) return {};
  const { parameters, epochs, bestEpoch, options } = record;
  return {
    parameters,
    epochs,
    bestEpoch,
    normalize: options.normalize,
    lookback: options.lookback,
  };
}
