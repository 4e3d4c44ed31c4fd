import { type Frequency, formatFrequency } from '../data/calendar/frequency.js';
import { formatWeekdays } from '../data/calendar/weekdays.js';
import { MissingColumnError } from '../data/cells/column-index.js';
import { HOLIDAY } from '../data/holidays/holiday-columns.js';
import { calendarColumns } from '../data/panel/calendar-features.js';
import type { Panel } from '../data/panel/panel.js';
import type { ReadingOptions } from '../data/reading.js';
import { dataError } from '../errors.js';
import { nearest } from '../nearest.js';

/** What a model was trained on, and therefore expects of the data it forecasts from. */
export interface Expectations {
  readonly frequency: Frequency;
  readonly zone: string | null;
  readonly timeColumn: string | null;
  readonly idColumn: string | null;
  readonly targets: readonly string[];
  readonly past: readonly string[];
  readonly future: readonly string[];
  readonly statics: readonly string[];
  /** Ids of the series it was trained on. */
  readonly series: readonly string[];
}

/** The expectations that a model trained on this panel has. */
export function expectationsOf(panel: Panel): Expectations {
  return {
    frequency: panel.frequency,
    zone: panel.zone,
    timeColumn: panel.timeColumn,
    idColumn: panel.idColumn,
    targets: panel.targets,
    past: panel.pastNames,
    future: panel.futureNames,
    statics: panel.staticNames,
    series: panel.series.map((series) => series.id),
  };
}

/**
 * The reading that gives a new file the columns the model knows: the options of the training with the
 * guesses about columns made firm. `given` are the flags of this run, which win.
 */
export function readingFor(
  expected: Expectations,
  saved: ReadingOptions,
  given: ReadingOptions,
): ReadingOptions {
  const { timeColumn, idColumn, targets, past, future, statics } = expected;
  // A short history does not show on which days there are none.
  const weekdays = saved.resample === undefined ? expected.frequency.weekdays : undefined;
  // Calendar features are made, not read.
  const made = calendarColumns(saved.calendar ?? []);
  const holidayNames = future.filter((name) => name.startsWith(HOLIDAY));
  const read = future.filter((name) => !made.includes(name) && !name.startsWith(HOLIDAY));
  return {
    ...saved,
    ...(timeColumn === null ? {} : { time: timeColumn }),
    ...(idColumn === null ? {} : { id: idColumn }),
    target: targets,
    ...(past.length > 0 ? { past } : {}),
    ...(read.length > 0 ? { future: read } : {}),
    ...(statics.length > 0 ? { static: statics } : {}),
    ...(weekdays ? { weekdays: formatWeekdays(weekdays) } : {}),
    ...(holidayNames.length > 0 ? { holidayNames } : {}),
    ...given,
  };
}

/** @throws UserError (exit 4) when the panel lacks a column of the model's or has another frequency */
export function checkAgainst(expected: Expectations, panel: Panel): void {
  requireColumns('target', expected.targets, panel.targets);
  requireColumns('past covariate', expected.past, panel.pastNames);
  requireColumns('future covariate', expected.future, panel.futureNames);
  requireColumns('static attribute', expected.statics, panel.staticNames);
  const [wanted, found] = [formatFrequency(expected.frequency), formatFrequency(panel.frequency)];
  if (wanted !== found) {
    throw dataError(
      `the model was trained on rows of frequency ${wanted}, but this data has ${found}`,
      `bring the data to ${wanted} with --resample, or train a model on this data`,
    );
  }
}

/**
 * The panel under the id that the model knows: where neither file told series apart by a column, the
 * id is a file's name, and one series goes on in a file of another name or in a pipe.
 */
export function asTrained(expected: Expectations, panel: Panel): Panel {
  const [known, ...others] = new Set(expected.series);
  const ids = new Set(panel.series.map(({ id }) => id));
  const nameless = expected.idColumn === null && panel.idColumn === null;
  if (!nameless || known === undefined || others.length > 0 || ids.size !== 1) return panel;
  return { ...panel, series: panel.series.map((series) => ({ ...series, id: known })) };
}

/** A column that the model needs is the data's fault (exit 4); one that a flag named is the flag's. */
export function columnProblem(error: unknown, given: ReadingOptions): unknown {
  if (!(error instanceof MissingColumnError)) return error;
  const { time, target = [], id, past = [], future = [] } = given;
  const asked = [time, id, ...target, ...past, ...future, ...(given.static ?? [])];
  if (asked.includes(error.column)) return error;
  return dataError(
    `${error.file} has no column "${error.column}", which the model was trained on`,
    `${error.hint}. Rename the column, or train a model on this data`,
  );
}

function requireColumns(role: string, wanted: readonly string[], found: readonly string[]): void {
  for (const name of wanted) {
    if (found.includes(name)) continue;
    const close = nearest(name, found);
    const instead =
      close.length > 0
        ? `did you mean ${close.map((candidate) => `"${candidate}"`).join(' or ')}?`
        : `this data has ${found.length > 0 ? found.map((column) => `"${column}"`).join(', ') : 'none'}.`;
    throw dataError(
      `the model was trained with the ${role} "${name}", which this data does not have`,
      `${instead} Rename the column, or train a model on this data`,
    );
  }
  if (found.length !== wanted.length || found.some((name, i) => name !== wanted[i])) {
    throw dataError(
      `the model was trained with the ${role}s ${list(wanted)} in this order, but this data has ${list(found)}`,
      `name the columns as at training: ${list(wanted)}`,
    );
  }
}

const list = (names: readonly string[]) => (names.length > 0 ? names.join(', ') : 'none');
