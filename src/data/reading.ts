import type { Readable } from 'node:stream';
import type { Message } from '../message.js';
import type { Confidence, Vote } from './ballot/ballot.js';
import type { FillPolicy } from './panel/fill.js';
import type { SeriesSample } from './panel/sample.js';
import type { Shard } from './panel/shard.js';

/** Without a policy, equal duplicates are merged and of unequal ones the last row counts, which is a finding. */
export const duplicatePolicies = ['first', 'last', 'mean', 'sum', 'error'] as const;
export type DuplicatePolicy = (typeof duplicatePolicies)[number];

export const aggregations = ['mean', 'sum', 'min', 'max', 'first', 'last', 'median'] as const;
export type Aggregation = (typeof aggregations)[number];

export const calendarNames = ['hour', 'weekday', 'month', 'day-of-year'] as const;
export type CalendarName = (typeof calendarNames)[number];

/** Bounds that keep a hostile file from taking the machine; all have defaults in `limits.ts`. */
export interface ReadingLimits {
  /** Characters in one record. */
  readonly recordLength: number;
  readonly columns: number;
  /** Characters in one column name; longer ones are cut, which is a finding. */
  readonly headerLength: number;
  readonly series: number;
  readonly rows: number;
  /** Decompressed bytes for each compressed byte. */
  readonly compressionRatio: number;
}

/** The contract's reading flags. What is absent is guessed from the file. */
export interface ReadingOptions {
  /** One column, or several that are the parts of a time. */
  readonly time?: string | readonly string[];
  readonly target?: readonly string[];
  readonly id?: string;
  readonly past?: readonly string[];
  readonly future?: readonly string[];
  readonly static?: readonly string[];
  readonly freq?: string;
  readonly tz?: string;
  readonly delimiter?: string;
  readonly decimal?: string;
  readonly encoding?: string;
  readonly dateFormat?: string;
  readonly header?: boolean;
  readonly skipRows?: number;
  /** Which of several tables in a file, counted from 1. */
  readonly table?: number;
  readonly missingValues?: readonly string[];
  readonly fill?: FillPolicy;
  readonly duplicates?: DuplicatePolicy;
  readonly resample?: string;
  readonly aggregate?: Aggregation;
  /** Calendar features to add as covariates that are known in the future. */
  readonly calendar?: readonly CalendarName[];
  /** Steps after the last row for which calendar features are made: the horizon. */
  readonly ahead?: number;
  /**
   * Days on which no future row falls: an exchange (NYSE), a country or a part of it (DE, US-NY), or a
   * file of dates, one a line or in the first column.
   */
  readonly holidays?: string;
  /** The days of the week that have rows, `Mon-Fri,Sun`: for daily rows and finer ones. */
  readonly weekdays?: string;
  /** The columns of holidays that a saved model knows; those found when absent. */
  readonly holidayNames?: readonly string[];
  /** Only these series are read, and those that decide for the whole panel. */
  readonly shard?: Shard;
  /** Only so many series are read, drawn by the seed, and those that decide for the whole panel. */
  readonly sample?: SeriesSample;
  /** What `-` reads from. */
  readonly stdin?: Readable;
  readonly limits?: Partial<ReadingLimits>;
}

/** Something odd in the data, or something that was changed. Never a crash. */
export interface Finding extends Message {
  readonly level: 'note' | 'warning';
  readonly file: string | null;
  /** Line of the file, counted from 1. */
  readonly row: number | null;
  readonly column: string | null;
}

/** A decision that no flag made. */
export interface Guess {
  readonly what: string;
  readonly value: string;
  readonly evidence: string;
  /** Log-odds of the reading against the next best: 0 is a coin toss, 10 beyond doubt. */
  readonly margin: number;
  /** The margin in a word. */
  readonly confidence: Confidence;
  /** The readings it was decided between, the best first; empty where a rule decides. */
  readonly votes: readonly Vote[];
  /** The flag, with its value, that fixes this reading. */
  readonly flag: string;
}

export type ColumnRole = 'time' | 'target' | 'id' | 'past' | 'future' | 'static' | 'unused';
export type ColumnType = 'number' | 'time' | 'text' | 'empty';

export interface ColumnSummary {
  readonly name: string;
  readonly role: ColumnRole;
  readonly type: ColumnType;
  /** Cells without a value. */
  readonly missing: number;
  /** First and last value in time order (times as ISO 8601); null where there is none. */
  readonly first: number | string | null;
  readonly last: number | string | null;
  readonly sum: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

export interface SeriesSummary {
  readonly id: string;
  /** Rows of the file that belong to it. */
  readonly rows: number;
  readonly first: string | null;
  readonly last: string | null;
  /** Steps of the frequency between first and last that have no row. */
  readonly gaps: number;
  /** Rows that repeat the time of another. */
  readonly duplicates: number;
}

/** What was understood of one file: the keys of `inspect --json`. */
export interface SourceSummary {
  readonly file: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly decimal: string;
  readonly header: boolean;
  readonly rows: number;
  readonly time: {
    readonly column: string | null;
    readonly first: string | null;
    readonly last: string | null;
    readonly format: string;
    readonly timezone: string | null;
  };
  readonly freq: string | null;
  readonly order: 'ascending' | 'descending' | 'unordered';
  readonly series: readonly SeriesSummary[];
  readonly columns: readonly ColumnSummary[];
}
