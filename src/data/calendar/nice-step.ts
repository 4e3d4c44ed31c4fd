import { dayMs } from './civil.js';
import type { Frequency, FrequencyUnit } from './frequency.js';

/** The largest unit that divides a step. */
export function nameStep(ms: number): Frequency {
  const units: readonly (readonly [FrequencyUnit, number])[] = [
    ['week', 7 * dayMs],
    ['day', dayMs],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ];
  for (const [unit, size] of units)
    if (ms >= size && ms % size === 0) return { unit, count: ms / size };
  return { unit: 'millisecond', count: Math.max(1, Math.round(ms)) };
}

/** The round step nearest to an irregular distance. */
export function niceStep(ms: number): Frequency {
  const minute = 60_000;
  const nice = [
    1000,
    5000,
    10_000,
    30_000,
    minute,
    5 * minute,
    10 * minute,
    15 * minute,
    30 * minute,
    60 * minute,
    120 * minute,
    180 * minute,
    360 * minute,
    720 * minute,
    dayMs,
    7 * dayMs,
  ];
  const best = nice.reduce((a, b) =>
    Math.abs(Math.log2(b / ms)) < Math.abs(Math.log2(a / ms)) ? b : a,
  );
  return nameStep(best);
}
