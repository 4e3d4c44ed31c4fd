import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chart } from '../../src/render/chart.js';
import { linearTicks, logTicks } from '../../src/render/number-ticks.js';
import { xScale } from '../../src/render/scale.js';
import { timeTicks } from '../../src/render/time-ticks.js';
import { wallClockChart } from '../../src/render/wall-clock.js';

const labels = (ticks: readonly { readonly label: string }[]) => ticks.map(({ label }) => label);

describe('number ticks', () => {
  it('are round', () => {
    expect(labels(linearTicks(0.1, 0.95, 5))).toEqual(['0.2', '0.4', '0.6', '0.8']);
    expect(labels(linearTicks(-3, 17, 5))).toEqual(['0', '5', '10', '15']);
    expect(labels(linearTicks(9e8, 2.1e9, 3))).toEqual(['1.0B', '1.5B', '2.0B']);
    expect(labels(linearTicks(1e-7, 4e-7, 4))).toEqual(['1e-7', '2e-7', '3e-7', '4e-7']);
  });

  it('are whole where only whole numbers mean something', () => {
    expect(labels(linearTicks(1, 3, 10, true))).toEqual(['1', '2', '3']);
  });

  it('stay inside the range, apart, and few, whatever the range', () => {
    const bound = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(bound, bound, fc.integer({ min: 1, max: 20 }), (a, b, most) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const ticks = linearTicks(low, high, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 2);
        for (const [index, { value }] of ticks.entries()) {
          expect(value >= low && value <= high).toBe(true);
          if (index > 0) expect(value).toBeGreaterThan(ticks[index - 1]!.value);
        }
      }),
      { numRuns: 1000, seed: 4 },
    );
  });

  it('are powers of ten on a logarithmic axis, with 2 and 5 between where there are few', () => {
    expect(labels(logTicks(0.001, 1000, 7))).toEqual([
      '0.001',
      '0.01',
      '0.1',
      '1',
      '10',
      '100',
      '1000',
    ]);
    expect(labels(logTicks(1e-6, 1e6, 4))).toEqual(['1e-4', '1', '10000']);
    expect(labels(logTicks(1, 60, 6))).toEqual(['1', '2', '5', '10', '20', '50']);
  });
});

describe('time ticks', () => {
  const at = (text: string) => Date.parse(`${text}Z`);
  const texts = (from: string, to: string, most: number) =>
    timeTicks(at(from), at(to), most).map(({ label, context }) => `${label} ${context}`.trim());

  it('fall on firsts of years, months and quarters', () => {
    expect(texts('2012-03-01', '2016-03-01', 5)).toEqual(['2013', '2014', '2015', '2016']);
    expect(texts('2023-11-15', '2024-03-10', 5)).toEqual([
      'Dec 2023',
      'Jan 2024',
      'Feb 2024',
      'Mar 2024',
    ]);
    expect(texts('2023-11-15', '2024-12-10', 5)).toEqual([
      'Jan 2024',
      'Apr 2024',
      'Jul 2024',
      'Oct 2024',
    ]);
  });

  it('are not finer than the days of daily data', () => {
    const day = 86_400_000;
    const chart = (...x: number[]): Chart => ({
      title: '',
      x: { kind: 'time', label: '', zone: null },
      y: { kind: 'number', label: '', scale: 'linear' },
      marks: [
        {
          kind: 'line',
          label: '',
          tone: 'actual',
          x: Float64Array.of(...x),
          y: new Float64Array(x.length),
        },
      ],
    });
    const ticks = (...x: number[]) => labels(xScale(chart(...x), 10).ticks);
    expect(ticks(0, day)).toEqual(['Jan 1', 'Jan 2']);
    expect(ticks(0, day / 2, day)).toContain('12:00');
  });

  it('fall on Mondays and on days', () => {
    expect(texts('2024-01-03', '2024-01-31', 5)).toEqual([
      'Jan 8 2024',
      'Jan 15 2024',
      'Jan 22 2024',
      'Jan 29 2024',
    ]);
    expect(texts('2024-02-28', '2024-03-02', 5)).toEqual([
      'Feb 28 2024',
      'Feb 29 2024',
      'Mar 1 2024',
      'Mar 2 2024',
    ]);
  });

  it('fall on hours, minutes, seconds and their parts', () => {
    expect(texts('2024-01-01T05:10', '2024-01-01T21:00', 4)).toEqual([
      '06:00 Jan 1 2024',
      '12:00 Jan 1 2024',
      '18:00 Jan 1 2024',
    ]);
    expect(texts('2024-01-01T05:10', '2024-01-01T05:50', 4)[1]).toBe('05:20 Jan 1 2024');
    expect(texts('2024-01-01T05:10:01', '2024-01-01T05:10:03', 2)[0]).toBe('05:10:01 Jan 1 2024');
    expect(texts('2024-01-01T05:10:01', '2024-01-01T05:10:01.004', 4)[1]).toBe(':01.001 05:10:01');
  });

  it('are rare where the span is long', () => {
    expect(texts('0800-01-01', '2000-01-02', 6)).toEqual([
      '800',
      '1000',
      '1200',
      '1400',
      '1600',
      '1800',
      '2000',
    ]);
  });
});

describe('wall clock', () => {
  const HOUR = 3_600_000;
  const chart = (zone: string | null, times: readonly number[]): Chart => ({
    title: '',
    x: { kind: 'time', label: '', zone },
    y: { kind: 'number', label: '', scale: 'linear' },
    marks: [
      {
        kind: 'line',
        label: '',
        tone: 'history',
        x: Float64Array.from(times),
        y: new Float64Array(times.length),
      },
    ],
  });
  const shifted = (zone: string | null, ...times: number[]) => {
    const [mark] = wallClockChart(chart(zone, times)).marks;
    return mark?.kind === 'line' ? [...mark.x] : [];
  };
  const summer = Date.UTC(2024, 6, 1);
  const winter = Date.UTC(2024, 0, 1);

  it('moves instants by the zone’s offset, which daylight saving changes', () => {
    expect(shifted('Europe/Berlin', winter, summer)).toEqual([winter + HOUR, summer + 2 * HOUR]);
    expect(shifted('-03:30', winter)).toEqual([winter - 3.5 * HOUR]);
    expect(shifted('Z', winter)).toEqual([winter]);
    expect(shifted(null, winter)).toEqual([winter]);
  });

  it('moves across the very hour of the change', () => {
    const change = Date.UTC(2024, 2, 31, 1);
    expect(shifted('Europe/Berlin', change - 1, change)).toEqual([
      change - 1 + HOUR,
      change + 2 * HOUR,
    ]);
  });

  it('drops times that no calendar has', () => {
    expect(shifted('Europe/Berlin', 9e15)).toEqual([Number.NaN]);
  });
});
