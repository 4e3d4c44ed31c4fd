import { dataError, UserError, usageError } from '../errors.js';
import { expandFiles } from './bytes/expand-files.js';
import { openFile } from './bytes/open-file.js';
import { dayMs } from './calendar/civil.js';
import type { Frequency } from './calendar/frequency.js';
import { disguiseFindings } from './findings/disguise.js';
import { farValueFindings, refuseHuge } from './findings/far-values.js';
import { splitFindings } from './findings/split-findings.js';
import { summarize, timeText } from './findings/summarize.js';
import { tradingDayFindings } from './findings/trading-day-findings.js';
import { yearsOf } from './holidays/exchange-holidays.js';
import { addHolidays } from './holidays/holiday-columns.js';
import { holidaysOf } from './holidays/holidays.js';
import type { Inspection, Reading } from './inspection.js';
import { withDefaults } from './limits.js';
import type { Series } from './panel/panel.js';
import { withDeciding } from './panel/reference.js';
import type { Finding, Guess, ReadingLimits, ReadingOptions, SourceSummary } from './reading.js';
import { readTable } from './rows/read-table.js';
import { assemble } from './series/assemble.js';
import { chooseFrequency } from './series/choose-frequency.js';
import { apartFromOtherFiles, fileIds } from './series/file-ids.js';
import { type Group, groupRows } from './series/group-rows.js';
import { frameOf, joinPanel, type PanelFrame } from './series/join-panel.js';
import { keepRepeatedHours } from './series/repeated-hour.js';
import { chooseSeries } from './shards/choose-series.js';
import {
  asksForPart,
  type FilePart,
  onlyChosen,
  partOf,
  requireSameIds,
  withPlaces,
} from './shards/part-of-panel.js';
import { assignRoles, outline, refuseTies } from './understand.js';
import type { Understanding } from './understanding.js';

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
  /** What the panel takes from it besides its series; its table is let go before the next file. */
  readonly frame: PanelFrame | null;
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
  const paths = await expandFiles(files);
  const ids = fileIds(paths);
  const names = paths.length === 1 ? null : ids;
  const choice = asksForPart(options) ? await chooseSeries(paths, names, options) : null;
  for (const [i, file] of paths.entries()) {
    const part = choice && { file: i, choice: choice.files[i]!, named: choice.named };
    if (part?.choice.read !== false)
      readings.push(await readFile(file, options, names?.[i] ?? null, part));
  }
  const problem = readings.find((reading) => reading.problem)?.problem ?? null;
  const shared = {
    sources: readings.map(({ source }) => source),
    guesses: readings.flatMap(({ guesses }) => guesses),
  };
  const findings = readings.flatMap((reading) => reading.findings);
  if (problem) return { ...shared, findings, panel: null, problem };
  try {
    const { parts, findings: told } = apartFromOtherFiles(readings, ids);
    if (choice && told.length > 0) throw sharedIds(told[0]!);
    const joined = joinPanel(parts, options);
    const panel = await addHolidays(
      {
        ...joined,
        series: withDeciding(choice ? onlyChosen(joined.series, choice) : joined.series),
      },
      options,
      withDefaults(options.limits),
    );
    return { ...shared, findings: [...findings, ...told], panel, problem: null };
  } catch (error) {
    if (error instanceof UserError && error.exitCode === 4)
      return { ...shared, findings, panel: null, problem: error };
    throw error;
  }
}

/** @param id - what its series is called beside other files; null for one alone, which has its own clock */
async function readFile(
  file: string,
  asked: ReadingOptions,
  id: string | null,
  part: FilePart | null,
): Promise<FileReading> {
  const limits = withDefaults(asked.limits);
  const { source: opened, options } = await openFile(file, asked, limits);
  const { source, places } = await partOf(opened, part, asked);
  const found = await readTable(source, options, limits, part?.choice.filter);
  const table = id === null || file === '-' ? found : { ...found, stem: id };
  const known = outline(table, options);
  let understanding: Understanding | null = null;
  let frequency: Frequency | null = null;
  try {
    const roled = assignRoles(known, options);
    understanding = roled;
    if (part) requireSameIds(roled, part.choice);
    const named = (columns: readonly number[]) => columns.map((j) => table.names[j]!);
    refuseTies(known);
    const inOrder = groupRows(roled, limits);
    const { known: placed, groups } =
      id === null && options.duplicates === undefined
        ? keepRepeatedHours(roled, inOrder, limits)
        : { known: roled, groups: inOrder };
    const chosen = chooseFrequency(placed, groups, options);
    frequency = await withHolidays(chosen.frequency, groups, options, limits);
    const assembled = assemble(placed, groups, frequency, options);
    refuseHuge(placed, assembled.numbers);
    const summaries = assembled.summaries.map((summary, i) => {
      const { times } = groups[i]!;
      return {
        ...summary,
        first: timeText(placed, times[0]!),
        last: timeText(placed, times.at(-1)!),
      };
    });
    return {
      frame: frameOf(placed),
      frequency: assembled.frequency,
      source: summarize(placed, placed.roles, frequency, summaries, assembled.numbers),
      series: part ? withPlaces(assembled.series, groups, placed, part, places) : assembled.series,
      findings: [
        ...placed.findings,
        ...chosen.findings,
        ...assembled.findings,
        ...farValueFindings(placed, groups, assembled.numbers),
        ...seriesFindings(file, assembled.series),
        ...splitFindings(placed, groups),
        ...tradingDayFindings(placed, groups, frequency, options),
        ...disguiseFindings(
          file,
          { past: named(placed.roles.past), future: named(placed.roles.future) },
          assembled.series,
        ),
      ],
      guesses: [...placed.guesses, ...(chosen.guess ? [chosen.guess] : [])],
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof UserError) || error.exitCode !== 4) throw error;
    const source = summarize(known, understanding?.roles ?? null, frequency, []);
    const { findings, guesses } = known;
    return { frame: null, frequency, source, series: [], findings, guesses, problem: error };
  }
}

/** @throws UserError (exit 2) when the rows are no business days */
async function withHolidays(
  frequency: Frequency,
  groups: readonly Group[],
  options: ReadingOptions,
  limits: ReadingLimits,
) {
  if (options.holidays === undefined || frequency.unit === 'day') return frequency;
  if (frequency.unit !== 'business' && frequency.session === undefined) {
    throw usageError(
      '--holidays is for days and business days, and these rows are neither',
      'leave it out, or bring the rows to days with --resample D',
    );
  }
  const dayOf = (time: number | undefined) => Math.floor((time ?? 0) / dayMs);
  const first = Math.min(...groups.map(({ times }) => dayOf(times[0])));
  const last = Math.max(...groups.map(({ times }) => dayOf(times.at(-1))));
  const years = yearsOf(first, last);
  return { ...frequency, holidays: await holidaysOf(options.holidays, years, limits) };
}

const sharedIds = ({ text }: Finding) =>
  dataError(
    `a part of several files cannot be read: ${text.replace(/: the file stands.*$/, '')}`,
    'join the files into one, or give their series ids of their own',
  );

/** Constant and empty series are findings; whether a model can live with them is the model's matter. */
function seriesFindings(file: string, series: readonly Series[]): Finding[] {
  const findings: Finding[] = [];
  for (const { id, target, values } of series) {
    const finding = (text: string): Finding => ({
      level: 'warning',
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

/** How many values there are, and the first of them, as far as the second that differs. */
function likeness(values: Float64Array) {
  let count = 0;
  let first = Number.NaN;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    if (count++ === 0) first = value;
    else if (value !== first) return { count, first, constant: false };
  }
  return { count, first, constant: true };
}
