import type { Frequency } from '../../data/calendar/frequency.js';
import type { OptionValues } from '../../options.js';
import type { SmoothingShape } from '../../training/smoothing/task.js';
import { naturalSeasons } from '../statistical/natural-seasons.js';

/** A second season is learned from at least so many of its periods. */
const CYCLES = 3;
/** A second season is at most so many first ones: a year of days has too many indices to learn. */
const MOST_RATIO = 12;
/** Periods that are a day where rows are counted rather than dated, and go with a week of seven. */
const DAYS = [24, 48, 96, 144, 288];

/** Bounds of the lookback that is chosen. */
const SHORTEST = 4;
const LONGEST = 48;
/** Steps through which the network is led at most, in longest periods and at least. */
const STEP_PERIODS = 4;
const LEAST_STEPS = 1024;

/** What the panel and the caller say. */
export interface ShapeRequest {
  readonly frequency: Frequency;
  readonly season: number;
  readonly horizon: number;
  /** Training rows of the longest series. */
  readonly rows: number;
  readonly options: OptionValues;
}

/** Seasons, lookback and steps, as decided from frequency and rows where the options leave them open. */
export function shapeOf(request: ShapeRequest): SmoothingShape {
  const { season, horizon, rows, options } = request;
  const periods = seasonsOf(request);
  const natural = Math.max(SHORTEST, Math.min(LONGEST, season > 1 ? season : horizon));
  const lookback =
    typeof options.lookback === 'number'
      ? options.lookback
      : Math.max(1, Math.min(natural, Math.floor(rows / 3)));
  const most = Math.max(LEAST_STEPS, STEP_PERIODS * (periods.at(-1) ?? 1));
  return {
    lookback,
    horizon,
    periods,
    steps: Math.max(1, Math.min(most, rows - lookback)),
  };
}

/** The season, and the next natural one above it that the rows hold often enough. */
function seasonsOf({ frequency, season, rows, options }: ShapeRequest): number[] {
  const first = season > 1 && rows >= 2 * season ? [season] : [];
  const second = options['long-season'];
  if (typeof second === 'number') return second > season ? [...first, second] : first;
  if (first.length === 0) return first;
  const natural =
    frequency.unit === 'step' && DAYS.includes(season) ? [7 * season] : naturalSeasons(frequency);
  const next = natural.find((period) => period > season && period % season === 0);
  const fits = next !== undefined && next <= MOST_RATIO * season && rows >= CYCLES * next;
  return fits ? [...first, next] : first;
}

/**
 * How many steps back the network's layers reach: two blocks, from the last step to the longest season
 * (Smyl 2020 has 1, 4 and 24, 168 for hours).
 */
export function dilationsOf({ periods }: SmoothingShape): number[][] {
  const [season = 4, longer = 2 * season] = periods;
  return [
    [1, Math.max(2, Math.round(season / 6))],
    [season, longer],
  ];
}

/** Steps before a forecast that fill the network's memory: so many times what it reaches back at once. */
const MEMORY = 5;
const LEAST_MEMORY = 64;

/** Steps through which the network is led for a forecast; to train, it is led through all. */
export const forecastSteps = (shape: SmoothingShape) =>
  Math.min(shape.steps, Math.max(LEAST_MEMORY, MEMORY * Math.max(...dilationsOf(shape).flat())));
