import { tellsDay } from './fields.js';

/** One way in which all times of a column are written. */
export interface DateKind {
  readonly name: string;
  /** What its times are: instants, days, or periods that begin on one. */
  readonly period: 'instant' | 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year' | 'none';
  /** Whether its times may be days as well: then their fields say so. */
  readonly mixed?: true;
  /** Kinds between which and this one the text alone may not decide. */
  readonly rivals?: readonly string[];
  /** May be written in digits alone, and taken for another such kind. */
  readonly digits?: true;
}

/**
 * All kinds of written times. The order is that of preference where several read all cells: later ones
 * need the earlier to fail.
 */
export const dateKinds: readonly DateKind[] = [
  { name: 'ymd', period: 'day' },
  { name: 'dmy', period: 'day', rivals: ['mdy', 'y2md'] },
  { name: 'mdy', period: 'day', rivals: ['dmy', 'y2md'] },
  { name: 'dNy', period: 'day' },
  { name: 'Ndy', period: 'day' },
  { name: 'yNd', period: 'day' },
  { name: 'Ny', period: 'month' },
  { name: 'yN', period: 'month' },
  { name: 'season', period: 'year' },
  { name: 'ym', period: 'month', rivals: ['yymmdd', 'yq'], digits: true },
  { name: 'my', period: 'month' },
  { name: 'yq', period: 'quarter' },
  { name: 'yh', period: 'half' },
  { name: 'yw', period: 'week', mixed: true, digits: true },
  { name: 'era', period: 'year', mixed: true },
  { name: 'roc', period: 'day' },
  { name: 'y2md', period: 'day', rivals: ['dmy', 'mdy'] },
  { name: 'yday', period: 'day' },
  { name: 'ydm', period: 'day' },
  { name: 'ddmmyyyy', period: 'day' },
  { name: 'y', period: 'year', digits: true },
  { name: 'mY', period: 'month' },
  { name: 'yymmdd', period: 'day', digits: true },
];

/** Kinds that are not found by their form: what a user asked for, numbers, and times without a date. */
const otherKinds: readonly DateKind[] = [
  { name: 'asked', period: 'month', mixed: true },
  { name: 'decimal-year', period: 'month', mixed: true },
  { name: 'excel', period: 'day' },
  { name: 'epoch-s', period: 'instant' },
  { name: 'epoch-ms', period: 'instant' },
  { name: 'epoch-us', period: 'instant' },
  { name: 'epoch-ns', period: 'instant' },
  { name: 'parts', period: 'day' },
  { name: 'clock', period: 'none' },
  { name: 'step', period: 'none' },
  { name: 'yearless', period: 'day' },
  { name: 'yearless-md', period: 'day' },
  { name: 'yearless-dm', period: 'day' },
];

const byName = new Map([...dateKinds, ...otherKinds].map((kind) => [kind.name, kind]));

function kindOf(name: string): DateKind {
  const kind = byName.get(name);
  if (!kind) throw new Error(`no kind of dates is called ${name}`);
  return kind;
}

/** Kinds that are preferred where several read all cells; later ones need the earlier to fail. */
export const preference = dateKinds.map(({ name }) => name);

/** Kinds of dates that are written in digits alone, and may be taken for each other. */
export const digitKinds = dateKinds.filter(({ digits }) => digits).map(({ name }) => name);

/** Whether two kinds may read the same text, so that only the rows can decide. */
export const areRivals = (kind: string, other: string) =>
  kindOf(kind).rivals?.includes(other) ?? false;

/** Whether the times of a kind are, or may be, periods longer than a day. */
export const isPeriodKind = (kind: string) =>
  !['instant', 'day', 'none'].includes(kindOf(kind).period);

/** Whether the times of a kind are years. */
export const isYearly = (kind: string) => kindOf(kind).period === 'year' && !kindOf(kind).mixed;

/** Whether times written so are days, beside which a time of day may stand in another column. */
export function hasDay(kind: string, pattern: string): boolean {
  const { period, mixed } = kindOf(kind);
  return period === 'day' || (mixed === true && tellsDay(pattern));
}
