import type { Backtest, BacktestResult } from '../../src/evaluation/backtest.js';
import { defaultMetrics } from '../../src/evaluation/scores/score-columns.js';
import { scoreBacktest } from '../../src/evaluation/scores/scores.js';
import { trackRecord } from '../../src/evaluation/scores/track-record.js';
import { compareModels } from '../../src/evaluation/verdicts/comparisons.js';
import { type Attribution, noSpread } from '../../src/insight/attribution.js';
import type { Diagnosis } from '../../src/insight/diagnose.js';
import { effectiveMemory, memorySentence } from '../../src/insight/memory.js';
import type { TrainingRecord } from '../../src/models/model.js';
import type { Results } from '../../src/tables/results.js';
import { carriedForward, fixturePanel } from './real-series.js';

const HORIZON = 14;
const WINDOWS = 10;
const PROBABILITIES = [0.025, 0.1, 0.9, 0.975];

const panel = fixturePanel('seattle-weather.csv', 'temp_max');
const { values } = panel.series[0]!;
const origins = Array.from({ length: WINDOWS }, (_, window) => ({
  series: 0,
  row: values.length - (WINDOWS - window) * HORIZON,
}));

/** A model that forecasts the mean of the last `rows` values, with bounds of one width. */
function meanResult(model: string, rows: number): BacktestResult {
  const point = Float64Array.from(
    origins.flatMap(({ row }) => {
      const past = values.slice(row - rows, row);
      const mean = past.reduce((sum, value) => sum + value, 0) / rows;
      return Array.from({ length: HORIZON }, () => mean);
    }),
  );
  const quantiles = [-7, -4.5, 4.5, 7].map((width) => point.map((value) => value + width));
  return { model, point, quantiles, seconds: 1, training: null, network: false };
}

const backtest: Backtest = {
  horizon: HORIZON,
  season: 7,
  probabilities: PROBABILITIES,
  series: panel.series,
  origins,
  actual: Float64Array.from(origins.flatMap(({ row }) => [...values.slice(row, row + HORIZON)])),
  results: [meanResult('naive', 1), meanResult('seasonal-naive', 7), meanResult('gru', 4)],
};

const record: TrainingRecord = {
  parameters: 5326,
  windows: { train: 1100, validation: 270 },
  epochs: 12,
  steps: 420,
  bestEpoch: 9,
  history: Array.from({ length: 12 }, (_, index) => ({
    epoch: index + 1,
    loss: 1 / (index + 1),
    validationLoss: 0.3 + (index - 8) ** 2 / 100,
  })),
  options: {},
  notes: ['hidden reduced to 8'],
};

/** A forecast that rests on the last row, against that of a week ago. */
const sampleAttribution: Attribution = {
  method: 'integrated gradients',
  cutoffs: 1,
  forecast: 12,
  baseline: 9,
  byLag: [
    { feature: 'value', values: Float64Array.of(-1, 0, 0.2, 0, 0, 0.4, 2.4), spread: noSpread },
    { feature: 'wind', values: Float64Array.of(0, 0, 0, 0, 0, 0.1, 0.4), spread: noSpread },
  ],
  others: [{ feature: 'level and season', value: 0.5, spread: null }],
};

/** Gradients that fade by `rate` a step. */
function sampleDiagnosis(cell: string, rate: number): Diagnosis {
  const norms = Float64Array.from({ length: 30 }, (_, back) => 0.2 * rate ** back);
  const flow = { norms, gates: [{ gate: 'forget f', mean: 0.73, saturated: 0.1 }] };
  const memory = effectiveMemory(norms);
  return {
    cell,
    parameters: 321,
    loss: { start: 0.4, end: 0.1 },
    chance: 1 / 3,
    start: flow,
    end: flow,
    memory: { start: memory, end: memory },
    gradientNorms: [0.5, 0.3, 0.2],
    clipped: 0.04,
    verdict: `${cell}: ${memorySentence(memory)}`,
  };
}

/** What a forecast of the Seattle temperatures would have to show, made without training. */
export const sampleResults: Results = {
  panel,
  inspection: {
    panel,
    problem: null,
    sources: [
      {
        file: 'seattle-weather.csv',
        encoding: 'utf-8',
        delimiter: ',',
        decimal: '.',
        header: true,
        rows: 1461,
        time: {
          column: 'date',
          first: '2012-01-01',
          last: '2015-12-31',
          format: 'yyyy-MM-dd',
          timezone: null,
        },
        freq: 'D',
        order: 'ascending',
        series: [
          {
            id: 'temp_max',
            rows: 1461,
            first: '2012-01-01',
            last: '2015-12-31',
            gaps: 0,
            duplicates: 0,
          },
        ],
        columns: [
          {
            name: 'temp_max',
            role: 'target',
            type: 'number',
            missing: 0,
            first: 12.8,
            last: 5.6,
            sum: 24017.5,
            min: -1.6,
            max: 35.6,
          },
        ],
      },
    ],
    findings: [
      {
        level: 'note',
        text: 'Nothing was changed.',
        file: 'seattle-weather.csv',
        row: null,
        column: null,
      },
    ],
    guesses: [
      {
        what: 'delimiter',
        value: ',',
        evidence: 'every row has 6 cells',
        confidence: 'certain',
        margin: 10,
        votes: [],
        flag: '--delimiter ,',
      },
    ],
  },
  forecasts: [{ ...carriedForward(panel, HORIZON, 1.5), model: 'gru' }],
  asked: ['gru'],
  backtest,
  scores: scoreBacktest(backtest, defaultMetrics()),
  track: trackRecord(backtest, ['mae', 'bias', 'coverage']),
  comparisons: compareModels(backtest),
  training: [{ model: 'gru', record }],
  attributions: [sampleAttribution],
  diagnoses: [sampleDiagnosis('rnn', 0.6), sampleDiagnosis('lstm', 0.98)],
  costs: [
    { model: 'naive', fitSeconds: 0, forecastSeconds: 0.0004, parameters: 0, bytes: 900 },
    { model: 'seasonal-naive', fitSeconds: 0, forecastSeconds: 0.0005, parameters: 0, bytes: 910 },
    { model: 'gru', fitSeconds: 4.2, forecastSeconds: 0.012, parameters: 5326, bytes: 34_500 },
    { model: 'lstm', fitSeconds: 6.8, forecastSeconds: 0.014, parameters: 7102, bytes: 41_800 },
  ],
  formatTime: (time) => new Date(time).toISOString().slice(0, 10),
};

/** Results of a run that had nothing to show. */
export const emptyResults: Results = {
  panel: null,
  inspection: null,
  forecasts: [],
  backtest: null,
  asked: [],
  scores: null,
  track: null,
  comparisons: [],
  training: [],
  costs: [],
  diagnoses: [],
  attributions: [],
  formatTime: String,
};
