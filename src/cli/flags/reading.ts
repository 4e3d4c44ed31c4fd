import { Args, Flags, type Interfaces } from '@oclif/core';
import { type FillPolicy, fillPolicies } from '../../data/panel/fill.js';
import type { SeriesSample } from '../../data/panel/sample.js';
import type { Shard } from '../../data/panel/shard.js';
import {
  type Aggregation,
  aggregations,
  type CalendarName,
  calendarNames,
  type DuplicatePolicy,
  duplicatePolicies,
  type ReadingOptions,
} from '../../data/reading.js';
import { integerFlag, listFlag, textFlag, textsFlag } from './values.js';

const helpGroup = 'READING';

/** The files a command reads; `-` or a pipe is standard input. */
export const filesArgument = {
  file: Args.string({
    multiple: true,
    required: false,
    // The parser would otherwise read a pipe as the file's name.
    ignoreStdin: true,
    description: 'CSV files (plain or gzip); "-" or a pipe is standard input',
  }),
};

/** How to read; everything is guessed when absent, and each guess is shown. */
export const readingFlags = {
  time: textsFlag({
    aliases: ['date', 'timestamp', 'ds', 'time-column', 'date-column'],
    helpGroup,
    helpValue: 'COL',
    summary: 'Column that holds the time; repeat for its parts (year, month, day; date and clock)',
  }),
  target: textsFlag({
    aliases: ['value', 'y', 'target-column'],
    helpGroup,
    helpValue: 'COL',
    summary: 'Column to forecast; repeat for several',
  }),
  id: textFlag({
    aliases: ['unique-id', 'id-column'],
    helpGroup,
    helpValue: 'COL',
    summary: 'Column that tells the series of a long file apart',
  }),
  past: textsFlag({
    helpGroup,
    helpValue: 'COL',
    summary: 'Covariate known up to the present; repeat for several',
  }),
  future: textsFlag({
    helpGroup,
    helpValue: 'COL',
    summary: 'Covariate known in the future too; repeat for several',
  }),
  static: textsFlag({
    helpGroup,
    helpValue: 'COL',
    summary: 'Attribute of a whole series; repeat for several',
  }),
  freq: textFlag({
    aliases: ['frequency'],
    helpGroup,
    helpValue: 'FREQ',
    summary: 'Step between rows: 15min, h, D, B, W, W-SUN … W-SAT, MS, QS, YS … or "step"',
  }),
  tz: textFlag({
    helpGroup,
    helpValue: 'ZONE',
    summary: 'Time zone of the times, e.g. Europe/Berlin',
  }),
  delimiter: textFlag({ helpGroup, helpValue: 'CHAR', summary: 'Cell delimiter; "\\t" is a tab' }),
  decimal: textFlag({ helpGroup, options: ['.', ','], summary: 'Decimal mark' }),
  encoding: textFlag({
    helpGroup,
    helpValue: 'NAME',
    summary: 'Text encoding, e.g. utf-8, utf-16le',
  }),
  'date-format': textFlag({
    helpGroup,
    helpValue: 'PATTERN',
    summary: 'How times are written, e.g. dd.MM.yyyy',
  }),
  header: Flags.boolean({
    helpGroup,
    allowNo: true,
    summary: 'The first row names the columns (or does not)',
  }),
  'skip-rows': integerFlag({ helpGroup, min: 0, summary: 'Rows to leave out before the header' }),
  table: integerFlag({
    helpGroup,
    min: 1,
    summary: 'Which of several tables in a file, counted from 1 [default: the first with times]',
  }),
  'missing-values': listFlag({
    helpGroup,
    helpValue: 'LIST',
    summary: 'Cells that mean "missing", comma-separated, e.g. -999,n/a',
    item: (text) => text,
  }),
  fill: textFlag({
    helpGroup,
    options: fillPolicies,
    summary: 'What stands in for missing values',
  }),
  duplicates: textFlag({
    helpGroup,
    options: duplicatePolicies,
    summary: 'What becomes of rows with the same time',
  }),
  resample: textFlag({
    helpGroup,
    helpValue: 'FREQ',
    summary: 'Bring the series to another frequency; W is weeks from Monday, W-SUN from Sunday',
  }),
  aggregate: textFlag({
    helpGroup,
    options: aggregations,
    summary: 'How --resample joins rows',
  }),
  calendar: textsFlag({
    helpGroup,
    options: calendarNames,
    summary: 'Calendar feature to add as a covariate known in the future; repeat for several',
  }),
  holidays: textFlag({
    helpGroup,
    helpValue: 'CODE|FILE',
    summary:
      'On daily rows an effect for each holiday, on business days no future row: a country or a part of it (DE, US-NY), an exchange (NYSE), or a file of dates, one a line',
  }),
  weekdays: textFlag({
    helpGroup,
    helpValue: 'LIST',
    summary: 'Days of the week that have rows, e.g. Mon-Fri,Sun [default: those of the file]',
  }),
};

type ReadingFlags = Interfaces.InferredFlags<typeof readingFlags>;

/** The flags as the reading layer's options; `-` reads the process's standard input. */
export function readingOptions(
  flags: ReadingFlags & { readonly shard?: Shard | undefined },
  sample?: SeriesSample,
): ReadingOptions {
  return withoutUndefined({
    time: flags.time,
    target: flags.target,
    id: flags.id,
    past: flags.past,
    future: flags.future,
    static: flags.static,
    freq: flags.freq,
    tz: flags.tz,
    delimiter: flags.delimiter,
    decimal: flags.decimal,
    encoding: flags.encoding,
    dateFormat: flags['date-format'],
    header: flags.header as boolean | undefined,
    skipRows: flags['skip-rows'],
    table: flags.table,
    missingValues: flags['missing-values'],
    fill: flags.fill as FillPolicy | undefined,
    duplicates: flags.duplicates as DuplicatePolicy | undefined,
    resample: flags.resample,
    aggregate: flags.aggregate as Aggregation | undefined,
    calendar: flags.calendar as CalendarName[] | undefined,
    holidays: flags.holidays,
    weekdays: flags.weekdays,
    shard: flags.shard,
    sample,
    stdin: process.stdin,
  });
}

/** Drops absent keys: an option that is not given is not there. */
function withoutUndefined<T extends object>(values: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
