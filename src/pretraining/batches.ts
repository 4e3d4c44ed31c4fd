import type { Batch } from '../engines/engine.js';
import { batchOf, type Example } from '../models/pretrained/examples.js';
import type { Extent } from '../models/pretrained/inputs.js';
import { createRandom } from '../random.js';
import { createDraws, type Draws } from './draws.js';
import { drawSeries } from './series/compose.js';
import { measure } from './series/effects.js';

/** Series of similar length, which one network of that extent reads. */
export interface Bucket extends Extent {
  readonly share: number;
  readonly batchSize: number;
  /** Fewest and most rows of history. */
  readonly rows: readonly [number, number];
  /** Declared seasons, by weight; two where a series has a second one. */
  readonly seasons: readonly (readonly [number, readonly number[]])[];
}

export const BUCKETS: readonly Bucket[] = [
  {
    window: 24,
    horizon: 8,
    share: 0.24,
    batchSize: 384,
    rows: [8, 24],
    seasons: [
      [0.62, [1]],
      [0.25, [4]],
      [0.05, [7]],
      [0.04, [12]],
      [0.04, [2]],
    ],
  },
  {
    window: 48,
    horizon: 16,
    share: 0.26,
    batchSize: 192,
    rows: [20, 48],
    seasons: [
      [0.3, [1]],
      [0.35, [4]],
      [0.23, [12]],
      [0.07, [7]],
      [0.03, [6]],
      [0.02, [24]],
    ],
  },
  {
    window: 96,
    horizon: 24,
    share: 0.3,
    batchSize: 104,
    rows: [44, 96],
    seasons: [
      [0.14, [1]],
      [0.14, [4]],
      [0.52, [12]],
      [0.08, [7]],
      [0.07, [24]],
      [0.03, [52]],
      [0.02, [10]],
    ],
  },
  {
    window: 144,
    horizon: 48,
    share: 0.2,
    batchSize: 64,
    rows: [90, 1000],
    seasons: [
      [0.12, [1]],
      [0.04, [4]],
      [0.34, [12]],
      [0.14, [7]],
      [0.12, [24]],
      [0.08, [52]],
      [0.06, [24, 168]],
      [0.03, [7, 365]],
      [0.03, [365]],
      [0.02, [48]],
      [0.02, [30]],
    ],
  },
];

/** The bucket of a training step; the same for the same seed and step. */
export function bucketOf(seed: number, step: number): number {
  const draws = createDraws(createRandom(seed).fork(`bucket of step ${step}`));
  return draws.pick(BUCKETS.map(({ share }, index) => [share, index] as const));
}

/** A synthetic series, cut where its forecast begins. */
function drawExample(draws: Draws, bucket: Bucket): Example {
  const seasons = draws.pick(bucket.seasons);
  const season = seasons.at(-1)!;
  const [fewest, most] = bucket.rows;
  const enough = Math.min(most, Math.max(fewest, draws.chance(0.8) ? 2 * season : 0));
  const long = most > 2 * bucket.window && season < 100;
  const limit = long && draws.chance(0.6) ? 2 * bucket.window : most;
  const rows = draws.whole(enough, Math.max(enough, limit));
  const total = rows + bucket.horizon;
  const plan = { rows: total, season, seasonal: season > 1 && draws.chance(0.78) };
  const second = seasons.length > 1 && draws.chance(0.8) ? seasons[0]! : 1;
  const values = measure(draws, drawSeries(draws, plan, second), rows);
  return { history: values.subarray(0, rows), future: values.subarray(rows), seasons };
}

/** A batch of fresh series; the same for the same label. */
export function drawBatch(label: string, seed: number, bucket: Bucket): Batch {
  const draws = createDraws(createRandom(seed).fork(label));
  const examples = Array.from({ length: bucket.batchSize }, () => drawExample(draws, bucket));
  return batchOf(examples, bucket);
}
