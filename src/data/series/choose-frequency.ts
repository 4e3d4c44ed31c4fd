import { dataError, usageError } from '../../errors.js';
import { byRule, marginOfCounts } from '../ballot/ballot.js';
import { dayMs } from '../calendar/civil.js';
import { type Frequency, formatFrequency, parseFrequency, stepMs } from '../calendar/frequency.js';
import { inferFrequency, medianStep } from '../calendar/infer-frequency.js';
import { niceStep } from '../calendar/nice-step.js';
import { formatWeekdays, parseWeekdays, workdays } from '../calendar/weekdays.js';
import { zoneOf } from '../calendar/zone.js';
import type { Finding, Guess, ReadingOptions } from '../reading.js';
import type { Understanding } from '../understanding.js';
import type { Group } from './group-rows.js';

export interface ChosenFrequency {
  readonly frequency: Frequency;
  readonly guess: Guess | null;
  readonly findings: readonly Finding[];
}

/**
 * The frequency of the panel: the user's, or that of most of its rows.
 * @throws UserError (exit 4) when no series has two rows
 */
export function chooseFrequency(
  known: Understanding,
  groups: readonly Group[],
  options: ReadingOptions,
): ChosenFrequency {
  const longest = groups.reduce<Group | null>(
    (best, group) => (best && best.times.length >= group.times.length ? best : group),
    null,
  );
  const distinct = distinctTimes(longest?.times ?? new Float64Array(0));
  if (distinct.length < 2) {
    throw dataError(
      `${known.table.file} has ${distinct.length === 0 ? 'no row with a time' : 'one point in time only'}`,
      'a forecast needs a history of several rows; `gatecast inspect` shows what was read',
    );
  }
  const asked = options.freq === undefined ? null : parseFrequency(options.freq);
  if (known.axis.reading.format.pattern === 'step') {
    if (options.weekdays !== undefined)
      throw usageError('--weekdays is for rows with dates, and these are numbered', 'leave it out');
    return asked ? { frequency: asked, guess: null, findings: [] } : chooseStep(distinct);
  }
  const zone = known.zone === null ? null : zoneOf(known.zone);
  const inferred = inferFrequency(
    zone ? distinct.map((time) => time + zone.offsetAt(time)) : distinct,
  );
  if (asked)
    return {
      frequency: withWeekdays(withSession(asked, inferred?.frequency), options),
      guess: null,
      findings: [],
    };
  if (!inferred)
    throw dataError(
      `${known.table.file}: no frequency found`,
      'give one with --freq, such as D or h',
    );
  const irregular = inferred.regular < 0.3 && inferred.frequency.unit !== 'month';
  const frequency = withWeekdays(
    irregular ? niceStep(medianStep(distinct)) : inferred.frequency,
    options,
  );
  const code = formatFrequency(frequency);
  const week = frequency.weekdays ? ` --weekdays ${formatWeekdays(frequency.weekdays)}` : '';
  return {
    frequency,
    guess: {
      what: 'frequency',
      value: code,
      evidence: irregular
        ? 'the rows are not regular; this is their usual distance'
        : inferred.evidence,
      ...sureOf(irregular ? 0 : inferred.regular, distinct.length - 1),
      flag: `--freq ${code}${week}`,
    },
    findings: irregular
      ? [
          {
            level: 'warning',
            text: `the rows are irregular in time; they were moved to steps of ${code} (--freq or --resample decides)`,
            file: known.table.file,
            row: null,
            column: null,
          },
        ]
      : [],
  };
}

/**
 * The frequency on the days that the user says have rows.
 * @throws UserError (exit 2) for rows that are no days and no parts of them
 */
function withWeekdays(frequency: Frequency, { weekdays }: ReadingOptions): Frequency {
  if (weekdays === undefined) return frequency;
  const days = parseWeekdays(weekdays);
  const { unit, count, session } = frequency;
  const step = stepMs(frequency);
  if (unit === 'business' || (unit === 'day' && count === 1)) {
    if (days.length === 7) return { unit: 'day', count };
    return {
      unit: 'business',
      count,
      ...(days.join() === workdays.join() ? {} : { weekdays: days }),
    };
  }
  if (step === null || step >= dayMs || dayMs % step !== 0) {
    throw usageError(
      `--weekdays is for daily rows and finer ones, and these have the frequency ${formatFrequency(frequency)}`,
      'leave it out, or bring the rows to days with --resample D',
    );
  }
  if (days.length === 7 && !session) return frequency;
  const { open, close } = session ?? { open: 0, close: dayMs - step };
  return { ...frequency, session: { open, close, days } };
}

/** A frequency that the user gave keeps the opening hours and days that the rows show. */
function withSession(asked: Frequency, inferred: Frequency | undefined): Frequency {
  const same = inferred?.unit === asked.unit && inferred.count === asked.count;
  return same && (inferred.session || inferred.weekdays) ? inferred : asked;
}

/** The times, each once; the same array where none repeats. */
function distinctTimes(times: Float64Array): Float64Array {
  let count = 0;
  for (let i = 0; i < times.length; i++) if (i === 0 || times[i] !== times[i - 1]) count++;
  if (count === times.length) return times;
  return times.filter((time, i) => i === 0 || time !== times[i - 1]);
}

/** How sure a step is, by the share of the steps that are as long. */
function sureOf(regular: number, steps: number) {
  const even = Math.round(regular * steps);
  return byRule(marginOfCounts(even, steps - even));
}

/** The share of steps that are as long, or several times as long. */
function regularSteps(times: Float64Array, count: number): number {
  let even = 0;
  for (let i = 1; i < times.length; i++) if ((times[i]! - times[i - 1]!) % count === 0) even++;
  return times.length < 2 ? 0 : even / (times.length - 1);
}

function chooseStep(times: Float64Array): ChosenFrequency {
  const count = Math.max(1, Math.round(medianStep(times)));
  const frequency: Frequency = { unit: 'step', count };
  const code = formatFrequency(frequency);
  return {
    frequency,
    guess: {
      what: 'frequency',
      value: code,
      evidence: 'an index of whole numbers',
      ...sureOf(regularSteps(times, count), times.length - 1),
      flag: `--freq ${code}`,
    },
    findings: [],
  };
}
