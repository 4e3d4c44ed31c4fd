import { firstFiniteIndex } from '../../data/panel/history.js';
import { knownAtOrigins, type Origin } from '../../data/panel/origins.js';
import type { Panel } from '../../data/panel/panel.js';
import { createRandom } from '../../random.js';
import { naiveError } from '../../training/windows/naive-error.js';
import type { FitContext, Forecast } from '../model.js';

/** Cutoffs of one series, and series and cutoffs in all, that judge the candidates. */
const CUTOFFS = 24;
/** Cutoffs wanted at least: where the validation part has fewer with a whole horizon, some see a part of it. */
const FEWEST = 6;
const MOST_SERIES = 500;
const MOST_ORIGINS = 1000;
/** Parts of the validation time that choose by themselves. */
const BLOCKS = 4;

/** Where candidates are judged: cutoffs within the rows that no fit has trained on. */
export interface JudgingPlan {
  readonly origins: readonly Origin[];
  /** Which part of the validation time each origin lies in. // (origins) */
  readonly block: readonly number[];
  /** The panel as it was at each origin. */
  readonly known: Panel;
}

/** Forecasts of validation rows beside what came. A row is one step of one origin. */
export interface Judging {
  /** (candidates) × (rows) */
  readonly points: readonly Float64Array[];
  readonly actual: Float64Array; // (rows)
  /**
   * What an error of 1 counts: series count alike, each in its own naive errors, and so do the steps of
   * a series, however many cutoffs saw them. // (rows)
   */
  readonly weight: Float64Array; // (rows)
  /** Horizons that the validation part holds: series of a panel move together, and are no more. */
  readonly horizons: number;
  /** Rows of each part of the validation time. */
  readonly blocks: readonly (readonly number[])[];
}

/**
 * Lays cutoffs over the last `validationSize` rows of the panel's series, evenly from as early as no fit
 * has seen to the last one with a whole horizon behind it, or, where these are few, with at least half a
 * horizon; of very many series a sample by the seed.
 */
export function planJudging(panel: Panel, context: FitContext): JudgingPlan {
  const { horizon, validationSize } = context;
  const chosen = judgedSeries(panel, context);
  const most = Math.max(1, Math.min(CUTOFFS, Math.floor(MOST_ORIGINS / chosen.length)));
  const half = Math.min(validationSize, Math.ceil(horizon / 2));
  const last = Math.max(half, Math.min(horizon, validationSize - FEWEST + 1));
  const distances = spread(validationSize, last, most);
  const origins: Origin[] = [];
  const block: number[] = [];
  for (const [d, distance] of distances.entries()) {
    for (const s of chosen) {
      const { values } = panel.series[s]!;
      const row = values.length - distance;
      const start = firstFiniteIndex(values);
      if (start < 0 || row <= start) continue;
      origins.push({ series: s, row });
      block.push(Math.floor((d * Math.min(BLOCKS, distances.length)) / distances.length));
    }
  }
  return { origins, block, known: { ...panel, series: knownAtOrigins(panel, origins, horizon) } };
}

/** Positions of the series that judge, ascending. */
function judgedSeries({ series }: Panel, { seed }: FitContext): number[] {
  const all = Int32Array.from(series.keys());
  if (all.length <= MOST_SERIES) return [...all];
  const order = createRandom(seed).fork('series to judge by').shuffle(all);
  return [...order.subarray(0, MOST_SERIES)].sort((a, b) => a - b);
}

/** At most so many whole numbers from `from` down to `to`, both among them, evenly. */
function spread(from: number, to: number, most: number): number[] {
  if (from < 1) return [];
  const count = Math.min(most, from - to + 1);
  if (count === 1) return [from];
  return Array.from({ length: count }, (_, i) =>
    Math.round(from - (i * (from - to)) / (count - 1)),
  );
}

/** Puts forecasts of the plan's origins beside what came of them. @param forecasts - (candidates) × (origins) */
export function judge(
  panel: Panel,
  { origins, block }: JudgingPlan,
  forecasts: readonly (readonly Forecast[])[],
  { horizon, season, validationSize }: FitContext,
): Judging {
  const rows: { origin: number; step: number; actual: number }[] = [];
  const seen = new Map<number, Map<number, number>>(); // cutoffs by series and step
  for (const [o, { series, row }] of origins.entries()) {
    const { values } = panel.series[series]!;
    const steps = seen.get(series) ?? new Map<number, number>();
    seen.set(series, steps);
    for (let step = 0; step < horizon && row + step < values.length; step++) {
      const actual = values[row + step]!;
      if (Number.isNaN(actual)) continue;
      rows.push({ origin: o, step, actual });
      steps.set(step, (steps.get(step) ?? 0) + 1);
    }
  }
  const units = new Map(
    [...seen.keys()].map((s) => {
      const { values } = panel.series[s]!;
      const before = values.subarray(0, values.length - validationSize);
      return [s, naiveError(before, season) || naiveError(values, season) || 1] as const;
    }),
  );
  return {
    points: forecasts.map((own) =>
      Float64Array.from(rows, ({ origin, step }) => own[origin]!.point[step]!),
    ),
    actual: Float64Array.from(rows, ({ actual }) => actual),
    weight: Float64Array.from(rows, ({ origin, step }) => {
      const { series } = origins[origin]!;
      const steps = seen.get(series)!;
      return 1 / (units.get(series)! * steps.size * steps.get(step)!);
    }),
    horizons: validationSize / horizon,
    blocks: Array.from({ length: BLOCKS }, (_, b) =>
      [...rows.keys()].filter((r) => block[rows[r]!.origin] === b),
    ).filter((own) => own.length > 0),
  };
}
