import type { Backtest } from '../backtest.js';
import type { ScoreColumn } from './score-columns.js';
import { type Scores, scoreBacktest } from './scores.js';

/** Scores of forecasts that share a place: all of them, a step ahead, a segment of time. */
export interface Track {
  /** Forecast values whose actual is known. */
  readonly known: number;
  readonly scores: readonly number[]; // (columns)
}

/** The forecasts that were made in one segment of time. */
export interface Period extends Track {
  /** First time that is forecast: epoch milliseconds or the step. */
  readonly from: number;
  readonly byStep: readonly Track[]; // (horizon)
}

/** How one model's forecasts have done, over all, by step ahead, and by both over time. */
export interface TrackRecord {
  readonly backtest: Backtest;
  readonly scores: Scores;
  readonly columns: readonly ScoreColumn[];
  readonly overall: Track;
  readonly byStep: readonly Track[]; // (horizon)
  /** In time order; each holds the forecasts of one origin time, or of a few where there are many. */
  readonly periods: readonly Period[];
}

/** More rows than these nobody reads. */
const MOST_PERIODS = 60;

/** The record of the first model of a backtest by these metrics. */
export function trackRecord(backtest: Backtest, metricNames: readonly string[]): TrackRecord {
  const scores = scoreBacktest(backtest, metricNames);
  const whole = tracksOf(backtest, metricNames);
  return {
    backtest,
    scores,
    columns: scores.columns,
    ...whole,
    periods: segments(backtest).map(({ from, places }) => {
      const { overall, byStep } = tracksOf(ofOrigins(backtest, places), metricNames);
      return { from, ...overall, byStep };
    }),
  };
}

function tracksOf(backtest: Backtest, metricNames: readonly string[]) {
  const { overall, byStep } = scoreBacktest(backtest, metricNames).models[0]!;
  const steps = byStep.map((scores, step): Track => ({ known: knownAt(backtest, step), scores }));
  const known = steps.reduce((sum, each) => sum + each.known, 0);
  return { overall: { known, scores: overall }, byStep: steps };
}

function knownAt({ origins, horizon, actual, results }: Backtest, step: number): number {
  const { point } = results[0]!;
  const cells = [...origins.keys()].map((origin) => origin * horizon + step);
  return cells.filter((cell) => !Number.isNaN(actual[cell]! + point[cell]!)).length;
}

/** Origins by the time they forecast from, neighbouring times together where there are very many. */
function segments({ series, origins }: Backtest): { from: number; places: number[] }[] {
  const byTime = new Map<number, number[]>();
  for (const [place, origin] of origins.entries()) {
    const time = series[origin.series]!.times[origin.row]!;
    byTime.set(time, [...(byTime.get(time) ?? []), place]);
  }
  const times = [...byTime.keys()].sort((a, b) => a - b);
  const together = Math.ceil(times.length / MOST_PERIODS);
  return Array.from({ length: Math.ceil(times.length / together) }, (_, i) => {
    const segment = times.slice(i * together, (i + 1) * together);
    return { from: segment[0]!, places: segment.flatMap((time) => byTime.get(time)!) };
  });
}

function ofOrigins(backtest: Backtest, places: readonly number[]): Backtest {
  const { horizon } = backtest;
  const pick = (flat: Float64Array) => {
    const picked = new Float64Array(places.length * horizon);
    for (const [i, place] of places.entries()) {
      picked.set(flat.subarray(place * horizon, (place + 1) * horizon), i * horizon);
    }
    return picked;
  };
  return {
    ...backtest,
    origins: places.map((place) => backtest.origins[place]!),
    actual: pick(backtest.actual),
    results: backtest.results.map((result) => ({
      ...result,
      point: pick(result.point),
      quantiles: result.quantiles.map(pick),
    })),
  };
}
