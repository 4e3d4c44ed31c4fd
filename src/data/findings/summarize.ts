import { standardInput } from '../bytes/source.js';
import { type Frequency, formatFrequency } from '../calendar/frequency.js';
import { zoneOf } from '../calendar/zone.js';
import { cellKey, cellText } from '../cells/cells.js';
import { isMissingText } from '../cells/missing.js';
import type { NumberColumn } from '../cells/number-column.js';
import type { Panel } from '../panel/panel.js';
import type { ColumnRole, ColumnSummary, SeriesSummary, SourceSummary } from '../reading.js';
import type { Roles } from '../roles/roles.js';
import { hasClock, isoText, offsetText } from '../times/time-format.js';
import { numbersOf, type Outline } from '../understanding.js';

/**
 * What `inspect --json` says of one file.
 * @param numbers columns that were read before
 */
export function summarize(
  known: Outline,
  roles: Roles | null,
  frequency: Frequency | null,
  series: readonly SeriesSummary[],
  numbers: ReadonlyMap<number, NumberColumn> = new Map(),
): SourceSummary {
  const { table, axis, times } = known;
  const order = orderOf(known, roles);
  // Series that stand one below the other may each be in order and yet end at different times.
  const edges = (roles?.ids.length ?? 0) > 0 ? 'unordered' : order;
  const first = firstAndLast(times, edges);
  const text = (time: number) => (Number.isNaN(time) ? null : timeText(known, time));
  return {
    file: table.file === standardInput ? '-' : table.file,
    encoding: table.encoding.encoding,
    delimiter: table.dialect.dialect.delimiter || ',',
    decimal: known.decimal.mark,
    header: table.shape.header,
    rows: table.rowsOfFile,
    time: {
      column: axis.columns.length === 0 ? null : table.names[axis.columns[0]!]!,
      first: text(first[0]),
      last: text(first[1]),
      format: axis.reading.format.pattern,
      timezone: known.zone,
    },
    freq: frequency && formatFrequency(frequency),
    order,
    series,
    columns: table.names.map((_, j) => columnSummary(known, roles, j, edges, numbers)),
  };
}

/** A time of the file as `isoTime` writes it. */
export const timeText = (
  { axis, ...known }: Pick<Outline, 'axis' | 'zone' | 'zoneGuessed'>,
  time: number,
) => isoTime({ ...known, timeFormat: axis.reading.format }, time);

/** ISO 8601 in the panel's zone, without an offset where the file has none; a plain number for an index. */
export function isoTime(
  {
    timeFormat: { pattern },
    zone,
    zoneGuessed,
  }: Pick<Panel, 'timeFormat' | 'zone' | 'zoneGuessed'>,
  time: number,
): string {
  if (pattern === 'step') return String(time);
  const withClock = hasClock(pattern) || pattern.startsWith('epoch') || time % 86_400_000 !== 0;
  if (zone === null) return isoText(time, withClock);
  const offset = zoneOf(zone).offsetAt(time);
  if (zoneGuessed) return isoText(time + offset, withClock);
  return isoText(time + offset, true) + offsetText(offset / 60_000);
}

function firstAndLast(times: Float64Array, order: SourceSummary['order']): [number, number] {
  if (order !== 'unordered') {
    const ends = endsOf(times.length, (row) => !Number.isNaN(times[row]!));
    const [first = Number.NaN, last = Number.NaN] = ends.map((row) => times[row] ?? Number.NaN);
    return order === 'ascending' ? [first, last] : [last, first];
  }
  let first = Number.NaN;
  let last = Number.NaN;
  for (const time of times) {
    if (Number.isNaN(time)) continue;
    if (!(time >= first)) first = time;
    if (!(time <= last)) last = time;
  }
  return [first, last];
}

/** The order of the rows of each series: a row of another id says nothing. */
function orderOf({ table, times }: Outline, roles: Roles | null): SourceSummary['order'] {
  const ids = roles && roles.ids.length > 0 ? roles.ids.map((j) => table.columns[j]!) : null;
  const lastOf = new Map<string, number>();
  let up = 0;
  let down = 0;
  let before = Number.NaN;
  for (let row = 0; row < times.length; row++) {
    const time = times[row]!;
    if (Number.isNaN(time)) continue;
    const id = ids ? ids.map((column) => cellKey(column, row)).join(' ') : '';
    if (ids) before = lastOf.get(id) ?? Number.NaN;
    if (time > before) up++;
    else if (time < before) down++;
    if (ids) lastOf.set(id, time);
    else before = time;
  }
  return down === 0 ? 'ascending' : up === 0 ? 'descending' : 'unordered';
}

function columnSummary(
  known: Outline,
  roles: Roles | null,
  j: number,
  order: SourceSummary['order'],
  numbers: ReadonlyMap<number, NumberColumn>,
): ColumnSummary {
  const { table, types } = known;
  const type = types[j]!;
  const base = { name: table.names[j]!, role: roleOf(known, roles, j), type };
  const column = table.columns[j]!;
  if (type !== 'number') {
    const absent = column.templates.map((template) => isMissingText(template, known.missing));
    const missing = column.counts.reduce((sum, count, code) => sum + (absent[code] ? count : 0), 0);
    const rows = edgeRows(known, order, (row) => !absent[column.codes[row]!]);
    const text = (row: number) =>
      row < 0
        ? null
        : known.axis.columns[0] === j && !Number.isNaN(known.times[row]!)
          ? timeText(known, known.times[row]!)
          : cellText(column, row);
    return {
      ...base,
      missing,
      first: text(rows[0]),
      last: text(rows[1]),
      sum: null,
      min: null,
      max: null,
    };
  }
  const { values, missing } = numbers.get(j) ?? numbersOf(known, j);
  const rows = edgeRows(known, order, (row) => !Number.isNaN(values[row]!));
  if (rows[0] < 0)
    return { ...base, missing, first: null, last: null, sum: null, min: null, max: null };
  return {
    ...base,
    missing,
    first: values[rows[0]]!,
    last: values[rows[1]]!,
    ...sumAndRange(values),
  };
}

/** Neumaier's compensated summation, so that a million cents add up; least and greatest beside it. */
function sumAndRange(values: Float64Array) {
  let sum = 0;
  let lost = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return { sum: sum + lost, min, max };
}

/** First and last row, as they stand in the file, for which `holds`; -1 for none. */
function endsOf(rows: number, holds: (row: number) => boolean): [number, number] {
  let first = 0;
  while (first < rows && !holds(first)) first++;
  if (first === rows) return [-1, -1];
  let last = rows - 1;
  while (!holds(last)) last--;
  return [first, last];
}

/** First and last row in time order for which `holds`; -1 for none. */
function edgeRows(
  known: Outline,
  order: SourceSummary['order'],
  holds: (row: number) => boolean,
): [number, number] {
  const { times } = known;
  const ends = endsOf(times.length, holds);
  if (ends[0] < 0 || order === 'ascending') return ends;
  if (order === 'descending') return [ends[1], ends[0]];
  let first = ends[0];
  let last = first;
  for (let row = first; row < times.length; row++) {
    if (!holds(row)) continue;
    if (times[row]! < times[first]!) first = row;
    if (times[row]! >= times[last]!) last = row;
  }
  return [first, last];
}

function roleOf(known: Outline, roles: Roles | null, j: number): ColumnRole {
  if (known.axis.columns.includes(j)) return 'time';
  if (roles === null) return 'unused';
  if (roles.ids.includes(j)) return 'id';
  if (roles.targets.includes(j)) return 'target';
  if (roles.past.includes(j)) return 'past';
  if (roles.future.includes(j)) return 'future';
  return roles.statics.includes(j) ? 'static' : 'unused';
}
