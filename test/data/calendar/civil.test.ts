import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  civilFromDays,
  daysFromCivil,
  daysFromIsoWeek,
  isoWeekFromDays,
  weekday,
} from '../../../src/data/calendar/civil.js';

const day = fc.integer({ min: -700_000, max: 2_900_000 });

describe('civil dates', () => {
  it('agree with the runtime over five thousand years', () => {
    fc.assert(
      fc.property(day, (days) => {
        const date = new Date(days * 86_400_000);
        const expected = {
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        };
        expect(civilFromDays(days)).toEqual(expected);
        expect(daysFromCivil(expected.year, expected.month, expected.day)).toBe(days);
        expect(weekday(days) % 7).toBe(date.getUTCDay());
      }),
    );
  });

  it('keep the day of the month where it exists, else its last day', () => {
    expect(addMonths({ year: 2024, month: 1, day: 31 }, 1)).toEqual({
      year: 2024,
      month: 2,
      day: 29,
    });
    expect(addMonths({ year: 2024, month: 1, day: 31 }, -2)).toEqual({
      year: 2023,
      month: 11,
      day: 30,
    });
  });

  it('find the ISO week and come back', () => {
    expect(isoWeekFromDays(daysFromCivil(2021, 1, 3))).toEqual({ year: 2020, week: 53 });
    fc.assert(
      fc.property(day, (days) => {
        const { year, week } = isoWeekFromDays(days);
        expect(daysFromIsoWeek(year, week) + weekday(days) - 1).toBe(days);
      }),
    );
  });
});
