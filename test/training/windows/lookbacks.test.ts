import { expect, test } from 'vitest';
import { calendarFor } from '../../../src/training/windows/calendar-inputs.js';
import { candidateLookbacks } from '../../../src/training/windows/lookbacks.js';

const dayMs = 86_400_000;

test('lookbacks are multiples of horizon and season that leave rows for windows to differ in', () => {
  expect(candidateLookbacks(1000, 14, 7)).toEqual([7, 14, 28, 49, 56, 98]);
  expect(candidateLookbacks(8000, 24, 24)).toEqual([24, 48, 96, 168, 336]);
});

test('a short series gets short lookbacks, down to one row', () => {
  expect(candidateLookbacks(60, 12, 12)).toEqual([12, 16]);
  expect(candidateLookbacks(3, 5, 1)).toEqual([1]);
  expect(candidateLookbacks(20, 12, 12)).toEqual([12]);
});

test('a calendar cycle is used only where the data hold it twice', () => {
  const hours = { unit: 'hour', count: 1 } as const;
  expect(calendarFor(hours, 3 * dayMs)).toEqual(['hour']);
  expect(calendarFor(hours, 20 * dayMs)).toEqual(['hour', 'weekday']);
  expect(calendarFor(hours, 800 * dayMs)).toEqual(['hour', 'weekday', 'day-of-year']);
  expect(calendarFor({ unit: 'month', count: 1 }, 3000 * dayMs)).toEqual(['month']);
  expect(calendarFor({ unit: 'step', count: 1 }, 1e12)).toEqual([]);
});
