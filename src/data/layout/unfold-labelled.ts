import { cellKind } from '../dialect/cell-kind.js';
import type { Table } from '../rows/table.js';
import { unfoldDates } from './unfold-dates.js';

/** At least so many years, or half as many months or quarters, stand behind one label. */
const MIN_PERIODS = 6;

/** Label and period of `Konsumprisindeks (2015=100) 2010M01`, as PxWeb names the columns of a table. */
function parted(name: string) {
  const match = /[ _]((?:19|20)\d\d([MQKWV]\d{1,2}|-\d\d)?)$/.exec(name);
  const label = match ? name.slice(0, match.index) : '';
  const isLabel = /\p{L}/u.test(label) && cellKind(name) !== 'time'; // `Q1 2013`
  return match && isLabel ? { label, period: match[1]!, part: match[2] } : null;
}

/**
 * A table whose columns are periods behind a label (`Births 2010`, `Births 2011`, … `Deaths 2010`, …)
 * made long, with a column of values for each label; null for any other.
 * @param unfoldPlain what is done where there is one label only, without it
 */
export function unfoldLabelled(table: Table, unfoldPlain: (table: Table) => Table): Table | null {
  const labels = table.shape.header ? labelsOf(table.names) : null;
  if (!labels) return null;
  const others = table.names.map((_, j) => j).filter((j) => !parted(table.names[j]!));
  const tables = [...labels.values()].map((columns) => {
    const kept = [...others, ...columns];
    const names = kept.map((j) => parted(table.names[j]!)?.period ?? table.names[j]!);
    return { ...table, names, columns: kept.map((j) => table.columns[j]!) };
  });
  if (tables.length === 1) {
    const plain = unfoldPlain(tables[0]!);
    return plain === tables[0] ? null : plain;
  }
  const unfolded = tables.map((one) => unfoldDates(one));
  const [first] = unfolded;
  if (!first || unfolded.some((one) => one?.rows !== first.rows)) return null;
  return {
    ...first,
    names: [...first.names.slice(0, -1), ...labels.keys()],
    columns: [...first.columns.slice(0, -1), ...unfolded.map((one) => one!.columns.at(-1)!)],
  };
}

/** The columns of each label; null where the labels have not the same periods, or too few. */
function labelsOf(names: readonly string[]): Map<string, number[]> | null {
  const labels = new Map<string, number[]>();
  const periods = new Map<string, string>();
  let finer = false;
  names.forEach((name, j) => {
    const found = parted(name);
    if (!found) return;
    const { label, period, part } = found;
    labels.set(label, [...(labels.get(label) ?? []), j]);
    periods.set(label, `${periods.get(label) ?? ''} ${period}`);
    if (part) finer = true;
  });
  const [columns] = labels.values();
  const enough = columns !== undefined && columns.length * (finer ? 2 : 1) >= MIN_PERIODS;
  return enough && new Set(periods.values()).size === 1 ? labels : null;
}
