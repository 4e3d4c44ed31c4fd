import { civilFromDays, dayMs, daysInMonth, weekday } from './civil.js';
import type { Frequency, FrequencyUnit, Session } from './frequency.js';
import { nameStep } from './nice-step.js';
import { openWeekdays } from './open-weekdays.js';
import { formatWeekdays, workdays } from './weekdays.js';

export interface InferredFrequency {
  readonly frequency: Frequency;
  /** Share of the axis' steps that are one step of the frequency. */
  readonly regular: number;
  /** Rows that are there, of those that the frequency would have between first and last. */
  readonly coverage: number;
  readonly evidence: string;
}

/**
 * The frequency of an axis.
 * @param times ascending, distinct, wall-clock milliseconds; at least two
 */
export function inferFrequency(times: Float64Array): InferredFrequency | null {
  if (times.length < 2) return null;
  return inferMonthly(times) ?? inferFixed(times);
}

/** Months, quarters, years: rows on one day of the month, or all on the last day. */
function inferMonthly(times: Float64Array): InferredFrequency | null {
  const sample = times.subarray(0, 5000);
  if (medianStep(sample) < 27 * dayMs) return null;
  const dates = Array.from(sample, (time) => civilFromDays(Math.floor(time / dayMs)));
  const all = (test: (date: (typeof dates)[number]) => boolean) =>
    dates.filter(test).length >= dates.length * 0.95;
  const starts = all(({ day }) => day === 1);
  const ends = all(({ year, month, day }) => day === daysInMonth(year, month));
  // On the 30th, and in February on its last day.
  const latest = Math.max(...dates.map(({ day }) => day));
  const fixed = all(({ year, month, day }) => day === Math.min(latest, daysInMonth(year, month)));
  // Market data: the last trading day of the month, which in most months is one of the last three.
  const before = ({ year, month, day }: (typeof dates)[number]) => daysInMonth(year, month) - day;
  const late =
    all((date) => before(date) <= 4) &&
    dates.filter((date) => before(date) <= 2).length >= dates.length * 0.5;
  if (!starts && !ends && !fixed && !late && !oncePerMonth(dates)) return null;
  const months = dates.map(({ year, month }) => year * 12 + month);
  const step = mode(months.slice(1).map((month, i) => month - months[i]!));
  if (step.value < 1) return null;
  const anchor = starts ? 'start' : ends || (late && !fixed) ? 'end' : undefined;
  const day = anchor === undefined && fixed && latest > 28 ? { day: latest } : {};
  const unit: FrequencyUnit =
    step.value % 12 === 0 ? 'year' : step.value % 3 === 0 ? 'quarter' : 'month';
  const count = step.value / (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1);
  return {
    frequency: { unit, count, ...(anchor && { anchor }), ...day },
    regular: step.share,
    coverage: months.length / ((months.at(-1)! - months[0]!) / step.value + 1),
    evidence: `${Math.round(step.share * 100)} % of the steps are ${step.value} month${step.value === 1 ? '' : 's'}`,
  };
}

function oncePerMonth(dates: readonly { year: number; month: number }[]): boolean {
  const months = new Set(dates.map(({ year, month }) => year * 12 + month));
  return months.size === dates.length && dates.length >= 6;
}

function inferFixed(times: Float64Array): InferredFrequency | null {
  const sample = times.subarray(0, 100_000);
  const steps = stepsOf(sample);
  const { value: common, share } = commonStep(steps);
  if (common <= 0) return null;
  const value = steady(common, steps);
  const span = sample[sample.length - 1]! - sample[0]!;
  const coverage = sample.length / (span / value + 1);
  const open = openDaysOf(sample, value, steps);
  const session = value < dayMs ? findSession(sample, value, coverage) : null;
  if (session) {
    return {
      frequency: { ...nameStep(value), session },
      regular: share,
      coverage: 1,
      evidence: 'rows within opening hours only',
    };
  }
  if (open) {
    const usual = open.join() === workdays.join();
    return {
      frequency: { unit: 'business', count: 1, ...(usual ? {} : { weekdays: open }) },
      regular: shareOfNextDays(sample, open),
      coverage: Math.min(1, coverage * 1.4),
      evidence: usual ? 'rows on Monday to Friday only' : `rows on ${formatWeekdays(open)} only`,
    };
  }
  return {
    frequency: nameStep(value),
    regular: share,
    coverage,
    evidence: `${Math.round(share * 100)} % of the steps are alike`,
  };
}

/** The weekdays of daily rows that leave some of the week out; null for any other rows. */
function openDaysOf(
  times: Float64Array,
  step: number,
  steps: Float64Array,
): readonly number[] | null {
  if (step === dayMs && isBusiness(times)) return workdays;
  const daily = steps.reduce((sum, ms) => sum + (ms > 0 && isDays(ms / dayMs) ? 1 : 0), 0);
  if (daily < steps.length * 0.95 || step < dayMs * (1 - CROOKED)) return null;
  return openWeekdays([...new Set(Array.from(times, (time) => Math.floor(time / dayMs)))]);
}

const isDays = (days: number) =>
  Math.round(days) > 0 && Math.abs(days - Math.round(days)) <= CROOKED;

/** Of the steps between opening and closing, those that a day has at least: China closes at noon for an hour and a half. */
const OPEN_SHARE = 0.65;

/** Opening hours, or whole days but for closed ones: every day the same hours, and within a day nearly every step but for a break at noon. */
function findSession(times: Float64Array, step: number, coverage: number): Session | null {
  const days = new Map<number, { first: number; last: number; count: number }>();
  for (const time of times) {
    const day = Math.floor(time / dayMs);
    const clock = time - day * dayMs;
    const known = days.get(day);
    if (known) {
      known.last = clock;
      known.count++;
    } else days.set(day, { first: clock, last: clock, count: 1 });
  }
  const all = [...days.values()];
  const weekdays = openWeekdays([...days.keys()]);
  if (all.length < 3 || (coverage >= 0.75 && weekdays === null)) return null;
  const open = median(all.map(({ first }) => first));
  const close = median(all.map(({ last }) => last));
  const steps = (close - open) / step + 1;
  const whole = all.filter(
    ({ first, last, count }) => first >= open && last <= close && count >= steps * OPEN_SHARE,
  );
  if (whole.length < all.length * 0.8 || steps < 2) return null;
  if (close - open > dayMs * 0.8 && weekdays === null) return null;
  const seen = new Set([...days.keys()].map(weekday));
  return { open, close, days: weekdays ?? [...seen].sort((a, b) => a - b) };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

/** Days without week-ends: at most one row in a hundred falls on one. */
function isBusiness(times: Float64Array): boolean {
  let weekends = 0;
  for (const time of times) if (weekday(Math.floor(time / dayMs)) > 5) weekends++;
  const span = (times[times.length - 1]! - times[0]!) / dayMs;
  return weekends <= times.length * 0.01 && span >= times.length + 1;
}

/** Of the steps, those that lead to the next day that is open. */
function shareOfNextDays(times: Float64Array, open: readonly number[]): number {
  let good = 0;
  for (let i = 1; i < times.length; i++) {
    const days = (times[i]! - times[i - 1]!) / dayMs;
    const day = Math.floor(times[i]! / dayMs);
    let before = day - 1;
    while (!open.includes(weekday(before))) before--;
    if (isDays(days) && (Math.round(days) === 1 || Math.round(days) === day - before)) good++;
  }
  return good / (times.length - 1);
}

function stepsOf(times: Float64Array): Float64Array {
  const steps = new Float64Array(Math.max(0, times.length - 1));
  for (let i = 0; i < steps.length; i++) steps[i] = times[i + 1]! - times[i]!;
  return steps;
}

export function medianStep(times: Float64Array): number {
  const steps = stepsOf(times).sort();
  return steps[Math.floor(steps.length / 2)] ?? 0;
}

function mode(values: ArrayLike<number> & Iterable<number>): { value: number; share: number } {
  const counts = new Map<number, number>();
  let best = Number.NaN;
  let most = 0;
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > most) {
      most = count;
      best = value;
    }
  }
  return { value: best, share: values.length === 0 ? 0 : most / values.length };
}

/**
 * The step of an axis with gaps: of the frequent steps the smallest that nearly all steps are
 * multiples of, or just the most frequent one.
 */
function commonStep(steps: Float64Array): { value: number; share: number } {
  const counts = new Map<number, number>();
  for (const step of steps) counts.set(step, (counts.get(step) ?? 0) + 1);
  const frequent = [...counts]
    .filter(([, count]) => count >= steps.length * 0.1)
    .sort((a, b) => a[0] - b[0]);
  for (const [value, count] of frequent) {
    const multiples = steps.reduce((sum, step) => sum + (step % value === 0 ? 1 : 0), 0);
    if (value > 0 && multiples >= steps.length * 0.95)
      return { value, share: count / steps.length };
  }
  return mode(steps);
}

/** Steps that loggers and people keep, in ms: parts of a minute, an hour, a day. */
const kept = [
  ...[1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 360, 600, 720, 900, 1200, 1800],
  ...[3600, 7200, 10_800, 14_400, 21_600, 28_800, 43_200, 86_400, 604_800],
].map((seconds) => seconds * 1000);

/** Of a step, what the clocks that measure it may be off. */
const CROOKED = 0.02;

/**
 * A step that clocks which run a little fast or slow have made crooked: 60.1 seconds for a minute, 301
 * for five, 1439 minutes for a day, where the steps on the whole are nearer to the round one.
 */
function steady(ms: number, steps: Float64Array): number {
  const round = kept.reduce((a, b) => (Math.abs(b - ms) < Math.abs(a - ms) ? b : a));
  if (ms < 1000 || Math.abs(round - ms) > round * CROOKED) return ms;
  const alike = steps.filter((step) => Math.abs(step - ms) <= ms * 0.1);
  const mean = alike.reduce((sum, step) => sum + step, 0) / alike.length;
  const isFaithful = ms % 1000 === 0 && Math.abs(mean - ms) <= Math.abs(mean - round);
  return isFaithful ? ms : round;
}
