import { describe, expect, it } from 'vitest';
import { calibrationOrigins } from '../../../src/evaluation/intervals/calibration.js';
import { seriesOf } from '../../models/panels.js';

const panel = (count: number, rows: number) =>
  Array.from({ length: count }, (_, s) => seriesOf(new Float64Array(rows).fill(1), `s${s}`));

describe('the origins of a calibration', () => {
  it('are found for every size of panel, of validation part and of season', () => {
    const lacking: string[] = [];
    for (const count of [1, 2, 7, 100, 750, 751, 1001, 1500, 1501, 4000]) {
      const series = panel(count, 40);
      for (const size of [1, 2, 3, 6, 7, 12, 13, 24, 30, 39]) {
        for (const season of [1, 2, 4, 5, 6, 7, 12, 24, 30, 52, 60, 168]) {
          const origins = calibrationOrigins(series, size, season);
          const inside = origins.every(({ row }) => row >= 40 - size && row < 40);
          const each = new Set(origins.map((origin) => origin.series)).size;
          if (each !== count || !inside) lacking.push(`${count} × ${size}, season ${season}`);
        }
      }
    }
    expect(lacking).toStrictEqual([]);
  });

  it('are in time order, and none is counted twice', () => {
    for (const count of [1, 3, 900]) {
      const origins = calibrationOrigins(panel(count, 100), 60, 7);
      const rows = origins.map(({ row }) => row);
      expect(rows).toStrictEqual([...rows].sort((a, b) => a - b));
      expect(new Set(origins.map(({ series, row }) => `${series} ${row}`)).size).toBe(rows.length);
    }
  });

  it('of many series see all hours of the day, and many dates', () => {
    const origins = calibrationOrigins(panel(1000, 400), 240, 24);
    expect(new Set(origins.map(({ row }) => row % 24)).size).toBe(24);
    expect(new Set(origins.map(({ row }) => row)).size).toBeGreaterThan(60);
  });

  it('leave out what has no past there, and nothing else', () => {
    const late = seriesOf([Number.NaN, Number.NaN, Number.NaN, Number.NaN, 1, 2]);
    const never = seriesOf(new Float64Array(6).fill(Number.NaN));
    const origins = calibrationOrigins([late, never], 5, 1);
    expect(origins).toStrictEqual([{ series: 0, row: 5 }]);
  });
});
