import type { WindowReader } from '../windows/window-reader.js';
import type { LinearMap } from './candidates.js';

/** Parameters of exponential smoothing with an additive season and a damped trend. */
interface Smoothing {
  /** Of the level, the trend and the season. */
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  /** What is left of the trend after each step; 0 is no trend. */
  readonly damping: number;
}

const ALPHAS = [0.1, 0.3, 0.6];
const GAMMAS = [0.1, 0.3];
const TRENDS = [
  { beta: 0, damping: 0 },
  { beta: 0.1, damping: 0.95 },
];

/**
 * Exponential smoothing (Holt 1957, Winters 1960, Gardner & McKenzie 1985) of the window with fixed
 * parameters: each is a linear map of the window. On short series they are hard to beat, and a
 * regression that shrinks towards one of them has little left to find.
 */
export function smoothingMaps(reader: WindowReader): LinearMap[] {
  const { lookback, season } = reader.plan;
  const period = season > 1 && 2 * season <= lookback ? season : 1;
  const gammas = period > 1 ? GAMMAS : [0];
  const grid = ALPHAS.flatMap((alpha) =>
    gammas.flatMap((gamma) => TRENDS.map((trend): Smoothing => ({ alpha, gamma, ...trend }))),
  );
  return grid.map((smoothing) => smoothingMap(reader, period, smoothing));
}

/** What the recursion makes of a window that is 1 at one row and 0 elsewhere is that row's weights. */
function smoothingMap(
  { plan: { lookback, horizon }, sizes }: WindowReader,
  period: number,
  smoothing: Smoothing,
): LinearMap {
  const start = 1 + sizes.origin;
  const weights = new Float64Array((start + lookback) * horizon);
  for (let row = 0; row < lookback; row++) {
    const newestFirst = lookback - 1 - row;
    const from = (start + newestFirst) * horizon;
    smoothImpulse(row, lookback, period, smoothing, weights.subarray(from, from + horizon));
  }
  const { alpha, gamma, damping } = smoothing;
  const season = period > 1 ? `, season ${gamma}` : '';
  const trend = damping > 0 ? ', damped trend' : '';
  return { description: `smoothing (level ${alpha}${season}${trend})`, lookback, weights };
}

/** The recursion starts from the first period's mean and its deviations from it. // forecast: (horizon) */
function smoothImpulse(
  row: number,
  lookback: number,
  period: number,
  { alpha, beta, gamma, damping }: Smoothing,
  forecast: Float64Array,
): void {
  let level = row < period ? 1 / period : 0;
  let trend = 0;
  const seasonal = new Float64Array(period);
  if (period > 1) for (let i = 0; i < period; i++) seasonal[i] = (i === row ? 1 : 0) - level;
  for (let t = period; t < lookback; t++) {
    const value = t === row ? 1 : 0;
    const place = t % period;
    const expected = level + damping * trend;
    const next = alpha * (value - seasonal[place]!) + (1 - alpha) * expected;
    seasonal[place]! += gamma * (value - expected - seasonal[place]!);
    trend = beta * (next - level) + (1 - beta) * damping * trend;
    level = next;
  }
  let reach = 0;
  let left = 1;
  for (let h = 0; h < forecast.length; h++) {
    left *= damping;
    reach += left;
    forecast[h] = level + reach * trend + seasonal[(lookback + h) % period]!;
  }
}
