import { firstFiniteIndex, requireHistory } from '../../data/panel/history.js';
import type { Panel, Series } from '../../data/panel/panel.js';
import type { EngineSettings } from '../../engines/engine.js';
import { untrainedRecord } from '../closed-form.js';
import { listed } from '../listed.js';
import type { FitContext, Fitted, Forecast, Model } from '../model.js';
import { fineTune, TUNINGS, type Tuned } from './fine-tune.js';
import { MOST_SEEN } from './inputs.js';
import { loadWeights } from './load-weights.js';
import { QUANTILES } from './network.js';
import { predictQuantiles, type Quantiles, type Subject } from './predict.js';
import { quantileReader } from './quantiles.js';
import { seasonsOf, visibleSeasons } from './seasons.js';
import { FEWEST_ROWS, knownRows, naiveQuantiles } from './short.js';
import { readPretrainedState, writePretrainedState } from './state.js';

const MEDIAN = QUANTILES.indexOf(0.5);
/**
 * Real series stray further than the synthetic ones that the network learnt from, above all where a row is
 * a quarter or a year and so there are few: its quantiles are put so many times as far from the median.
 * Chosen so that 80 % bands hold about 80 % of the last horizon of M1's training rows, and of hourly, daily
 * and weekly series (docs/decisions/2026-12-01-pretrained.md).
 */
function wideningOf({ values, seasons }: Subject): number {
  if (values.length > MOST_SEEN) return 1.1;
  return seasons[0]! < SHORT_SEASON ? 1.4 : 1.15;
}

/** Rows are quarters, years or the like with a season below this. */
const SHORT_SEASON = 7;

/**
 * A recurrent network that was trained on synthetic series before it came here (`npm run pretrain`): it
 * forecasts a series that it has never seen, from the series alone. The state carries the weights, so that
 * a saved model gives the same forecasts with any later package.
 */
export const pretrained: Model = {
  name: 'pretrained',
  summary: 'a recurrent network trained beforehand on a million synthetic series; nothing to learn',
  family: 'hybrid',
  control: false,
  needsSeason: false,
  perSeries: true,
  options: {
    'fine-tune': {
      kind: 'choice',
      default: 'none',
      choices: ['none', 'head', 'all'],
      help: 'go on learning on your rows: not at all, the map to the quantiles, or all weights',
    },
    'long-season': {
      kind: 'integer',
      default: null,
      min: 1,
      max: 10_000,
      help: 'a second, longer season in rows, 1 for none',
      rule: 'the next natural one, as a week for hours',
    },
  },
  fit: fitPretrained,
  forecast: forecastPretrained,
};

async function fitPretrained(panel: Panel, context: FitContext): Promise<Fitted> {
  const { horizon, season, probabilities } = context;
  for (const series of panel.series) requireHistory(series, 'pretrained');
  const seasons = seasonsOf(panel.frequency, season, context.options);
  const { members, record, notes: tuned } = await learnt(panel, seasons, context);
  const short = panel.series.filter(({ values }) => knownRows(values) < FEWEST_ROWS);
  const notes =
    short.length === 0
      ? []
      : [
          `${listed(short.map(({ id }) => id))}: fewer than ${FEWEST_ROWS} values are too few for the network; forecast by the last value`,
        ];
  return {
    model: 'pretrained',
    horizon,
    season,
    probabilities,
    state: writePretrainedState({ seasons, members }),
    training: untrainedRecord({
      ...record,
      options: { ...context.options, 'long-season': seasons[1] ?? 1 },
      parameters: members.reduce((sum, { length }) => sum + length, 0),
      notes: [...notes, ...tuned],
    }),
  };
}

interface Learnt {
  readonly members: readonly Float32Array[];
  /** Of a fine-tuning that was kept. */
  readonly record: Tuned['record'];
  readonly notes: readonly string[];
}

/** The weights in the package and, where that is asked for and helps, what they learn on the panel. */
async function learnt(
  panel: Panel,
  seasons: readonly number[],
  context: FitContext,
): Promise<Learnt> {
  const { members } = await loadWeights();
  const asked = context.options['fine-tune'];
  if (asked !== 'head' && asked !== 'all') return { members, record: null, notes: [] };
  const tuned: Tuned[] = [];
  for (const member of members) {
    tuned.push(await fineTune(member, panel, seasons, TUNINGS[asked], context));
  }
  return {
    members: tuned.map(({ weights }) => weights),
    record: tuned.find(({ record }) => record !== null)?.record ?? null,
    notes: tuned.map(({ note }) => note),
  };
}

/** @throws UserError (exit 4) for a series without a value, (exit 5) for a state of another version */
async function forecastPretrained(
  fitted: Fitted,
  panel: Panel,
  engine: EngineSettings,
): Promise<readonly Forecast[]> {
  const { seasons, members } = readPretrainedState(fitted);
  const { horizon, probabilities } = fitted;
  const subjects = panel.series.map((series) => subjectOf(series, seasons));
  const long = subjects.filter(({ values }) => knownRows(values) >= FEWEST_ROWS);
  const read = await predictQuantiles(members, long, horizon, engine);
  const byNetwork = new Map(long.map((subject, i) => [subject, read[i]!]));
  return subjects.map((subject) => {
    const steps = byNetwork.get(subject);
    return steps
      ? forecastOf(steps, probabilities, wideningOf(subject))
      : forecastOf(naiveQuantiles(subject, horizon), probabilities, 1);
  });
}

function subjectOf(series: Series, seasons: readonly number[]): Subject {
  requireHistory(series, 'pretrained');
  const values = series.values.subarray(firstFiniteIndex(series.values));
  return { values, seasons: visibleSeasons(seasons, values.length) };
}

/** @param widening - factor on the distances from the median */
function forecastOf(
  steps: Quantiles,
  probabilities: readonly number[],
  widening: number,
): Forecast {
  return {
    point: Float64Array.from(steps, (step) => step[MEDIAN]!),
    quantiles: probabilities.map((probability) => {
      const read = quantileReader(probability);
      return Float64Array.from(steps, (step) => {
        const median = step[MEDIAN]!;
        return median + widening * (read(step) - median);
      });
    }),
  };
}
