import { UserError, usageError } from '../errors.js';
import { assemble } from './assemble.js';
import { addCalendar } from './calendar.js';
import { chooseFrequency } from './choose-frequency.js';
import { dayMs } from './civil.js';
import { disguiseFindings } from './disguise.js';
import { yearsOf } from './exchange-holidays.js';
import { type Frequency, parseFrequency } from './frequency.js';
import { type Group, groupRows } from './group-rows.js';
import { ID_JOINT } from './guess-ids.js';
import { holidaysOf } from './holidays.js';
import { withDefaults } from './limits.js';
import type { Panel, Series } from './panel.js';
import type {
  Finding,
  Guess,
  Inspection,
  Reading,
  ReadingLimits,
  ReadingOptions,
  SourceSummary,
} from './reading.js';
import { openSource } from './source.js';
import { splitFindings } from './split-findings.js';
import { summarize, timeText } from './summarize.js';
import { readTable } from './table.js';
import { tradingDayFindings } from './trading-day-findings.js';
import {
  assignRoles,
  type Outline,
  outline,
  refuseTies,
  type Understanding,
} from './understand.js';

/**
 * Reads files into a panel, guessing what no option says. One file gives one series, or one for each
 * id and target; several files are several series, named by their stems.
 * @throws UserError (exit 4) when the data cannot be used, (exit 2) for an option that does not fit
 */
export async function readPanel(
  files: readonly string[],
  options: ReadingOptions,
): Promise<Reading> {
  const { panel, problem, ...rest } = await inspectFiles(files, options);
  if (problem) throw problem;
  if (!panel) throw new Error('neither a panel nor a problem');
  return { ...rest, panel };
}

interface FileReading {
  readonly source: SourceSummary;
  readonly known: Outline;
  readonly understanding: Understanding | null;
  readonly frequency: Frequency | null;
  readonly series: readonly Series[];
  readonly findings: readonly Finding[];
  readonly guesses: readonly Guess[];
  readonly problem: UserError | null;
}

/**
 * Reads as far as the data allow: what cannot become a panel is still summed up, with the problem.
 * @throws UserError (exit 4) when a file is no table at all, (exit 2) for an option that does not fit
 */
export async function inspectFiles(
  files: readonly string[],
  options: ReadingOptions,
): Promise<Inspection> {
  if (files.length === 0)
    throw usageError('no file is given', 'name a CSV file, or - for standard input');
  const readings: FileReading[] = [];
  for (const file of files) readings.push(await readFile(file, options));
  const problem = readings.find((reading) => reading.problem)?.problem ?? null;
  const shared = {
    sources: readings.map(({ source }) => source),
    guesses: readings.flatMap(({ guesses }) => guesses),
  };
  const findings = readings.flatMap((reading) => reading.findings);
  if (problem) return { ...shared, findings, panel: null, problem };
  try {
    return { ...shared, findings, panel: joinPanel(readings, options), problem: null };
  } catch (error) {
    if (error instanceof UserError && error.exitCode === 4)
      return { ...shared, findings, panel: null, problem: error };
    throw error;
  }
}

async function readFile(file: string, options: ReadingOptions): Promise<FileReading> {
  const limits = withDefaults(options.limits);
  const table = await readTable(await openSource(file, options.stdin, limits), options, limits);
  const known = outline(table, options);
  const base = { known, findings: known.findings, guesses: known.guesses };
  let understanding: Understanding | null = null;
  let frequency: Frequency | null = null;
  try {
    understanding = assignRoles(known, options);
    const named = (columns: readonly number[]) => columns.map((j) => table.names[j]!);
    refuseTies(known);
    const groups = groupRows(understanding, limits);
    const chosen = chooseFrequency(understanding, groups, options);
    frequency = await withHolidays(chosen.frequency, groups, options, limits);
    const assembled = assemble(understanding, groups, frequency, options);
    const summaries = assembled.summaries.map((summary, i) => {
      const { times } = groups[i]!;
      return {
        ...summary,
        first: timeText(known, times[0]!),
        last: timeText(known, times.at(-1)!),
      };
    });
    return {
      ...base,
      understanding,
      frequency,
      source: summarize(known, understanding.roles, frequency, summaries, assembled.numbers),
      series: assembled.series,
      findings: [
        ...known.findings,
        ...chosen.findings,
        ...assembled.findings,
        ...seriesFindings(file, assembled.series),
        ...splitFindings(understanding, groups),
        ...tradingDayFindings(understanding, groups, frequency, options),
        ...disguiseFindings(
          file,
          { past: named(understanding.roles.past), future: named(understanding.roles.future) },
          assembled.series,
        ),
      ],
      guesses: [...understanding.guesses, ...(chosen.guess ? [chosen.guess] : [])],
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof UserError) || error.exitCode !== 4) throw error;
    const source = summarize(known, understanding?.roles ?? null, frequency, []);
    return { ...base, understanding, frequency, source, series: [], problem: error };
  }
}

/** @throws UserError (exit 2) when the rows are no business days */
async function withHolidays(
  frequency: Frequency,
  groups: readonly Group[],
  options: ReadingOptions,
  limits: ReadingLimits,
) {
  if (options.holidays === undefined) return frequency;
  if (frequency.unit !== 'business' && frequency.session === undefined) {
    throw usageError(
      '--holidays is for business days, and these rows are not',
      'leave it out, or give --freq B',
    );
  }
  const dayOf = (time: number | undefined) => Math.floor((time ?? 0) / dayMs);
  const first = Math.min(...groups.map(({ times }) => dayOf(times[0])));
  const last = Math.max(...groups.map(({ times }) => dayOf(times.at(-1))));
  const years = yearsOf(first, last);
  return { ...frequency, holidays: await holidaysOf(options.holidays, years, limits) };
}

/** Constant and empty series are told here; whether a model can live with them is the model's matter. */
function seriesFindings(file: string, series: readonly Series[]): Finding[] {
  const findings: Finding[] = [];
  for (const { id, target, values } of series) {
    const finding = (text: string): Finding => ({
      severity: 'warning',
      text,
      file,
      row: null,
      column: target,
    });
    const { count, first, constant } = likeness(values);
    if (count === 0) findings.push(finding(`series ${id}: "${target}" has no value`));
    else if (count > 1 && constant)
      findings.push(finding(`series ${id}: "${target}" is constant (${first})`));
  }
  return findings;
}

function likeness(values: Float64Array) {
  let count = 0;
  let first = Number.NaN;
  let constant = true;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    if (count++ === 0) first = value;
    else if (value !== first) constant = false;
  }
  return { count, first, constant };
}

function joinPanel(readings: readonly FileReading[], options: ReadingOptions): Panel {
  const [first] = readings;
  if (!first?.understanding || !first.frequency)
    throw new Error('a reading without a problem has a frequency');
  const { table, roles, axis, zone } = first.understanding;
  const names = (columns: readonly number[]) => columns.map((j) => table.names[j]!);
  const panel: Panel = {
    frequency:
      options.resample === undefined
        ? first.frequency
        : parseFrequency(options.resample, '--resample'),
    zone,
    timeFormat: axis.reading.format,
    timeColumn:
      axis.columns.length === 0 ? null : axis.columns.map((j) => table.names[j]!).join(' '),
    idColumn: roles.ids.length === 0 ? null : names(roles.ids).join(ID_JOINT),
    targets: [...new Set(readings.flatMap(({ series }) => series.map(({ target }) => target)))],
    pastNames: names(roles.past),
    futureNames: names(roles.future),
    staticNames: names(roles.statics),
    series: readings.flatMap(({ series }) => series),
  };
  if (options.calendar === undefined || options.calendar.length === 0) return panel;
  return addCalendar(panel, options.calendar, options.ahead);
}
