import { describe, expect, it } from 'vitest';
import {
  defaultSeason,
  formatFrequency,
  parseFrequency,
} from '../../../src/data/calendar/frequency.js';
import { inferFrequency } from '../../../src/data/calendar/infer-frequency.js';
import { zoneOf } from '../../../src/data/calendar/zone.js';
import { addSteps, formatTime, futureTimes } from '../../../src/data/panel/steps.js';
import { isoText } from '../../../src/data/times/time-format.js';

const at = (text: string) => Date.parse(`${text}Z`);

describe('steps of a frequency', () => {
  it.each([
    ['D', '2024-02-28T00:00', 2, '2024-03-01'],
    ['15min', '2024-02-28T23:45', 1, '2024-02-29'],
    ['B', '2024-03-01T00:00', 1, '2024-03-04'],
    ['B', '2024-03-01T00:00', 11, '2024-03-18'],
    ['B', '2024-03-04T00:00', -1, '2024-03-01'],
    ['W', '2024-03-01T00:00', 2, '2024-03-15'],
    ['MS', '2024-01-01T00:00', 13, '2025-02-01'],
    ['ME', '2024-01-31T00:00', 1, '2024-02-29'],
    ['ME', '2024-02-29T00:00', 1, '2024-03-31'],
    ['QS', '2024-01-01T00:00', 1, '2024-04-01'],
    ['YS', '2024-01-01T00:00', 1, '2025-01-01'],
  ])('%s from %s, %d on, is %s', (code, from, n, to) => {
    expect(isoText(addSteps(parseFrequency(code), at(from), n, null))).toBe(to);
  });

  it('a day in a zone has 23 hours when summer time begins, an hour always sixty minutes', () => {
    const zone = 'Europe/Berlin';
    const start = at('2024-03-30T11:00'); // noon in Berlin
    expect(addSteps(parseFrequency('D'), start, 1, zone) - start).toBe(23 * 3_600_000);
    expect(addSteps(parseFrequency('h'), start, 24, zone) - start).toBe(24 * 3_600_000);
  });

  it('opening hours end at their last row and go on the next trading day', () => {
    const session = { open: 34_200_000, close: 57_300_000, days: [1, 2, 3, 4, 5] };
    const frequency = { unit: 'minute' as const, count: 5, session };
    expect(isoText(addSteps(frequency, at('2024-03-01T15:55'), 1, null))).toBe(
      '2024-03-04T09:30:00',
    );
    expect(isoText(addSteps(frequency, at('2024-03-04T09:30'), -1, null))).toBe(
      '2024-03-01T15:55:00',
    );
    expect(defaultSeason(frequency)).toBe(78);
  });

  it('future times come from known covariate rows as far as they reach', () => {
    const series = {
      times: Float64Array.of(0, 86_400_000, 5 * 86_400_000),
      values: Float64Array.of(1, 2),
    };
    const panel = { frequency: parseFrequency('D'), zone: null };
    expect([...futureTimes(panel, series, 2)]).toEqual([5 * 86_400_000, 3 * 86_400_000]);
  });

  it.each(['15min', 'h', 'D', 'B', 'W', 'MS', 'ME', 'QS', 'YS', 'step', '2h', 's'])(
    '%s reads back',
    (code) => {
      expect(formatFrequency(parseFrequency(code))).toBe(code);
    },
  );

  it('refuses what is no frequency', () => {
    expect(() => parseFrequency('fortnight')).toThrow('--freq fortnight is no frequency');
  });

  it.each([
    ['15min', 96],
    ['h', 24],
    ['D', 7],
    ['B', 5],
    ['W', 52],
    ['MS', 12],
    ['QS', 4],
    ['YS', 1],
    ['step', 1],
  ])('the season of %s is %d', (code, season) => {
    expect(defaultSeason(parseFrequency(code))).toBe(season);
  });
});

describe('the frequency of an axis', () => {
  const every = (code: string, from: string, count: number) =>
    Float64Array.from({ length: count }, (_, i) =>
      addSteps(parseFrequency(code), at(from), i, null),
    );

  it.each(['s', '15min', 'h', 'D', 'B', 'W', 'MS', 'ME', 'QS', 'YS', '4h', '2W'])(
    '%s is found in its own rows',
    (code) => {
      const from = code === 'ME' ? '2020-01-31T00:00' : '2020-01-01T00:00';
      expect(formatFrequency(inferFrequency(every(code, from, 40))!.frequency)).toBe(code);
    },
  );

  it('is found although a third of the rows is missing', () => {
    const times = every('h', '2020-01-01T00:00', 300).filter((_, i) => i % 3 !== 1);
    expect(inferFrequency(times)!.frequency).toEqual({ unit: 'hour', count: 1 });
  });
});

describe('a time zone', () => {
  it('gives the repeated hour its two instants', () => {
    const zone = zoneOf('Europe/Berlin');
    const wall = at('2024-10-27T02:30');
    expect(zone.instantOf(wall)).toBe(at('2024-10-27T00:30'));
    expect(zone.instantOf(wall, true)).toBe(at('2024-10-27T01:30'));
  });

  it('moves a skipped time on by the gap', () => {
    const zone = zoneOf('America/New_York');
    expect(zone.instantOf(at('2024-03-10T02:30'))).toBe(at('2024-03-10T07:30'));
  });

  it('refuses an unknown name', () => {
    expect(() => zoneOf('Mars/Olympus')).toThrow('--tz Mars/Olympus is no known time zone');
  });

  it('is written with its offset', () => {
    const format = { pattern: "yyyy-MM-dd'T'HH:mmxxx", offset: null };
    expect(formatTime(format, at('2024-07-01T10:00'), 'Europe/Berlin')).toBe(
      '2024-07-01T12:00+02:00',
    );
  });
});
