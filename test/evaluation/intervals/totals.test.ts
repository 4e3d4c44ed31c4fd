import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../src/evaluation/intervals/calibration.js';
import { anyValue } from '../../../src/evaluation/intervals/forecast-form.js';
import { samplePaths } from '../../../src/evaluation/intervals/paths.js';
import { totalsOf } from '../../../src/evaluation/intervals/totals.js';
import { models } from '../../../src/models/index.js';
import { createRandom } from '../../../src/random.js';
import { panelOf, seriesOf } from '../../models/panels.js';

const engine = { name: 'wasm', threads: 1 };
const HORIZON = 8;
const probabilities = [0.1, 0.9];

function normalFrom(seed: number) {
  const { uniform } = createRandom(seed);
  return () => Array.from({ length: 12 }, uniform).reduce((sum, x) => sum + x, -6);
}

/** Calibrated on seeded rows of white noise around 100, or of a random walk. */
async function calibrated(kind: 'noise' | 'walk') {
  const normal = normalFrom(kind === 'noise' ? 1 : 2);
  let level = 100;
  const values = Float64Array.from({ length: 900 }, () => {
    if (kind === 'noise') return 100 + normal();
    level += normal();
    return level;
  });
  const panel = panelOf(seriesOf(values));
  const model = models.get(kind === 'noise' ? 'mean' : 'naive');
  const fitted = await model.fit(panel, {
    horizon: HORIZON,
    season: 1,
    probabilities,
    validationSize: 500,
    seed: 1,
    engine,
    options: { window: 400 },
  });
  const calibration = await calibrate(model, fitted, panel, {
    validationSize: 500,
    probabilities,
    engine,
  });
  const [forecast] = await model.forecast(fitted, panel, engine);
  return { calibration, forecast: forecast!, series: panel.series[0]! };
}

const whole = [{ from: 0, to: HORIZON }];

/** Half the width of the 80 % interval, in standard deviations of the rows' surprises. */
async function halfWidth(kind: 'noise' | 'walk'): Promise<number> {
  const { calibration, forecast, series } = await calibrated(kind);
  const [total] = totalsOf(forecast, series, calibration, whole, probabilities, anyValue);
  expect(total!.total).toBeCloseTo(
    forecast.point.reduce((sum, value) => sum + value, 0),
    9,
  );
  return (total!.quantiles[1]! - total!.quantiles[0]!) / 2;
}

describe('totals', () => {
  it('of independent errors are as uncertain as the root of their number', async () => {
    // 1.2816 √8 = 3.62
    const width = await halfWidth('noise');
    expect(width).toBeGreaterThan(3);
    expect(width).toBeLessThan(4.5);
  });

  it('of a random walk are as uncertain as sums of sums', async () => {
    // 1.2816 √(1² + 2² + … + 8²) = 18.3
    const width = await halfWidth('walk');
    expect(width).toBeGreaterThan(14);
    expect(width).toBeLessThan(24);
  });

  it('stay within what so many rows can be', async () => {
    const { calibration, forecast, series } = await calibrated('noise');
    const range = { min: null, max: 100, integer: true };
    const [total] = totalsOf(forecast, series, calibration, whole, probabilities, range);
    expect(total!.quantiles[1]).toBeLessThanOrEqual(100 * HORIZON);
    expect(Number.isInteger(total!.quantiles[0])).toBe(true);
  });
});

describe('sample paths', () => {
  it('are distributed as the intervals say, step by step, and hang together as errors did', async () => {
    const { calibration, forecast, series } = await calibrated('walk');
    const random = createRandom(5);
    const paths = samplePaths(forecast, series, calibration, anyValue, 600, random);
    const last = paths.map((path) => path[HORIZON - 1]! - forecast.point[HORIZON - 1]!);
    const sorted = [...last].sort((a, b) => a - b);
    // The 80 % interval of eight steps of a walk: ± 1.2816 √8 = 3.62.
    expect(sorted[540]! - sorted[60]!).toBeGreaterThan(5.8);
    expect(sorted[540]! - sorted[60]!).toBeLessThan(9);
    const first = paths.map((path) => path[HORIZON - 3]! - forecast.point[HORIZON - 3]!);
    const cross = first.reduce((sum, value, k) => sum + value * last[k]!, 0);
    const norm = Math.sqrt(
      first.reduce((sum, value) => sum + value * value, 0) *
        last.reduce((sum, value) => sum + value * value, 0),
    );
    // Steps 6 and 8 of a walk correlate by √(6/8) = 0.87.
    expect(cross / norm).toBeGreaterThan(0.75);
    expect(samplePaths(forecast, series, calibration, anyValue, 3, createRandom(5))[0]).toEqual(
      samplePaths(forecast, series, calibration, anyValue, 3, createRandom(5))[0],
    );
  });
});
