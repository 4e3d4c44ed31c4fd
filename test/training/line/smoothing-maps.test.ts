import { describe, expect, test } from 'vitest';
import { smoothingMaps } from '../../../src/training/line/smoothing-maps.js';
import { partsOf, prepareFit } from '../../../src/training/windows/fit-data.js';
import { panelOf, seriesOf, wavy } from '../../models/panels.js';

const HORIZON = 9;

function mapsOf(season: number, lookback: number) {
  const panel = panelOf(seriesOf(wavy(300, 7, 2)));
  const request = { normalizer: 'last', scope: 'window', unit: 'naive-error' } as const;
  const data = prepareFit(panel, partsOf(panel, HORIZON, 0), {
    ...request,
    lookback,
    horizon: HORIZON,
    season,
    calendar: false,
  });
  const skipped = (1 + data.reader.sizes.origin) * HORIZON;
  return smoothingMaps(data.reader).map(({ description, weights }) => ({
    description,
    /** Forecast of a window, given oldest first. */
    forecast: (window: readonly number[]) =>
      Array.from({ length: HORIZON }, (_, h) =>
        window.reduce(
          (sum, value, i) => sum + value * weights[skipped + (lookback - 1 - i) * HORIZON + h]!,
          0,
        ),
      ),
  }));
}

describe('exponential smoothing as a linear map', () => {
  test('repeats a constant and a strict season', () => {
    const week = [3, 1, 4, 1, 5, 9, 2];
    const window = Array.from({ length: 28 }, (_, i) => week[i % 7]!);
    for (const { forecast } of mapsOf(7, 28)) {
      for (const value of forecast(new Array(28).fill(5))) expect(value).toBeCloseTo(5, 10);
      forecast(window).forEach((value, h) => {
        expect(value).toBeCloseTo(week[h % 7]!, 10);
      });
    }
  });

  test('is the recursion that it is named after', () => {
    const window = Array.from({ length: 12 }, (_, i) => (i * i) % 7);
    const simple = mapsOf(1, 12).find(
      ({ description }) => description === 'smoothing (level 0.3)',
    )!;
    const level = window.slice(1).reduce((s, value) => s + 0.3 * (value - s), window[0]!);
    for (const value of simple.forecast(window)) expect(value).toBeCloseTo(level, 10);
  });

  test('follows a trend part of the way where it has one', () => {
    const window = Array.from({ length: 60 }, (_, i) => 2 * i);
    const damped = mapsOf(1, 60).find(
      ({ description }) => description === 'smoothing (level 0.6, damped trend)',
    )!;
    const forecast = damped.forecast(window);
    expect(forecast.at(-1)!).toBeGreaterThan(119);
    expect(forecast.at(-1)!).toBeLessThan(118 + 2 * HORIZON);
    expect(forecast[1]! - forecast[0]!).toBeGreaterThan(forecast[8]! - forecast[7]!);
  });

  test('has no season where the window does not hold it twice', () => {
    for (const { description } of mapsOf(7, 12)) expect(description).not.toContain('season');
  });
});
