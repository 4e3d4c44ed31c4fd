import { exp } from '../../elementary.js';
import type { Draws } from '../draws.js';
import { simulateArima } from './arima.js';
import { drawNoise } from './noise.js';
import { drawSeason } from './seasons.js';
import { type Plan, simulateSmoothing } from './smoothing.js';
import { drawTrend, standardised } from './trends.js';

/** Trend, season (or two) and noise, each of a size of its own, added up. */
function components(draws: Draws, { rows, season, seasonal }: Plan, second: number): Float64Array {
  const trend = drawTrend(draws, rows);
  const noise = drawNoise(draws, rows);
  const trendSize = draws.chance(0.1) ? 0 : draws.scale(0.3, 40);
  const seasonSize = seasonal ? draws.scale(0.2, 12) : 0;
  const secondSize = second > 1 ? seasonSize * draws.scale(0.2, 2) : 0;
  const cycles = seasonSize > 0 ? drawSeason(draws, season, rows) : null;
  const more = secondSize > 0 ? drawSeason(draws, second, rows) : null;
  return trend.map((value, row) => {
    let sum = trendSize * value + noise[row]!;
    if (cycles) sum += seasonSize * cycles[row]!;
    if (more) sum += secondSize * more[row]!;
    return sum;
  });
}

/** Growth and season as factors, as in most series of an economy: noise in proportion. */
function factors(draws: Draws, plan: Plan, second: number): Float64Array {
  const { rows, season, seasonal } = plan;
  const trend = drawTrend(draws, rows);
  // Years grow more than months within as many rows.
  const trendSize = season <= 4 ? draws.scale(0.04, 1.8) : draws.scale(0.02, 1.1);
  const noise = drawNoise(draws, rows);
  const noiseSize = draws.scale(0.003, 0.3);
  const cycles = seasonal ? drawSeason(draws, season, rows) : null;
  const seasonSize = draws.scale(0.01, 0.5);
  const more = second > 1 ? drawSeason(draws, second, rows) : null;
  const secondSize = draws.scale(0.01, 0.4);
  return trend.map((value, row) => {
    let sum = trendSize * value + noiseSize * noise[row]!;
    if (cycles) sum += seasonSize * cycles[row]!;
    if (more) sum += secondSize * more[row]!;
    return exp(Math.min(12, sum));
  });
}

/** A simulation taken as the logarithm of the series. */
function exponential(draws: Draws, values: Float64Array): Float64Array {
  const size = draws.scale(0.02, 1.5);
  return standardised(values).map((value) => exp(size * value));
}

/** A curve whose swings grow and shrink with another one, as a periodic kernel times a smooth one. */
function product(draws: Draws, plan: Plan, second: number): Float64Array {
  const values = standardised(components(draws, plan, second));
  const envelope = drawTrend(draws, plan.rows);
  const depth = draws.between(0.1, 0.8);
  return lifted(
    draws,
    values.map((value, row) => value * exp(depth * envelope[row]!)),
  );
}

/** Whole numbers that count something, often nothing. */
function counts(draws: Draws, plan: Plan, second: number): Float64Array {
  const shape = standardised(components(draws, plan, second));
  const rate = draws.scale(0.1, 40);
  const size = draws.between(0, 0.8);
  const present = draws.chance(0.4) ? draws.between(0.1, 0.8) : 1;
  return shape.map((value) =>
    present === 1 || draws.chance(present)
      ? draws.poisson(Math.min(1e5, rate * exp(size * value)))
      : 0,
  );
}

/** A level above (seldom below or near) zero, against which the series is small or large. */
function lifted(draws: Draws, values: Float64Array): Float64Array {
  if (draws.chance(0.12)) return values;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const base = draws.scale(0.02, 10) * (most - least) - least;
  return values.map((value) => value + base);
}

/** A series of any kind, without what happens to it when it is measured. */
export function drawSeries(draws: Draws, plan: Plan, second: number): Float64Array {
  const kind = draws.pick<() => Float64Array>([
    [0.22, () => lifted(draws, simulateSmoothing(draws, plan))],
    [0.1, () => exponential(draws, simulateSmoothing(draws, plan))],
    [0.1, () => lifted(draws, simulateArima(draws, plan))],
    [0.05, () => exponential(draws, simulateArima(draws, plan))],
    [0.24, () => lifted(draws, components(draws, plan, second))],
    [0.23, () => factors(draws, plan, second)],
    [0.04, () => counts(draws, plan, second)],
    [0.03, () => product(draws, plan, second)],
    [
      0.02,
      () => {
        const share = draws.between(0.2, 0.8);
        const other = standardised(simulateArima(draws, plan));
        const one = standardised(components(draws, plan, second));
        return lifted(
          draws,
          one.map((value, row) => share * value + (1 - share) * other[row]!),
        );
      },
    ],
  ]);
  return kind();
}
