import type { CellColumn } from './cells.js';
import { prototypeOf } from './prototype.js';

/** Numbers that instruments write where nothing was measured. */
const sentinels = [
  99, 99.9, 99.99, -99, -200, -999, -9999, -99999, -99.9, -999.9, -9999.9, -99.99, -999.99,
  -9999.99, -8888, 999, 9999, 99999, 999.9, 9999.9, 999.99, 9999.99, 999999, 999990, -32768, -32767,
  32767,
] as const;

/** Numbers that people also measure: less than so many are no sentinel. */
const leastTimes = new Map([
  [-200, 2],
  [99, 3],
  [99.9, 3],
  [99.99, 3],
]);

/** Numbers by how they are written, with every digit as 0: most cells can be ruled out this way. */
function byShape(values: readonly number[]): ReadonlyMap<string, readonly number[]> {
  const shapes = new Map<string, number[]>();
  for (const value of values) {
    for (const text of [`${value}`, `${value}.0`, `${value}.00`, `${value}.000`]) {
      const shape = text.replace(/\d/g, '0');
      shapes.set(shape, [...(shapes.get(shape) ?? []), value]);
    }
  }
  return shapes;
}

const known = byShape(sentinels);

/** Words beside which a preamble tells its mark of missing values. */
const missingWords =
  /missing|no[ -]?data|fill ?value|null value|invalid|rinval|not available|fehl|manquant|faltante|ausente|mancante|ontbrek|brak danych|欠測|缺测|缺測|결측/i;
/** Nines, eights or sevens only, or the ends of two bytes. */
const marks = /(?<![\d.])-?(?:([789])\1+(?:\.(?:\1+|0+))?|3276[78])(?![\d.]*\d)/g;

/** The numbers that the lines above a table call missing: `missing values are indicated by -999.000`. */
export function statedSentinels(preamble: readonly string[]): number[] {
  const lines = preamble.slice(0, 200).map((line) => line.slice(0, 500));
  const found = lines
    .filter((line) => missingWords.test(line))
    .flatMap((line) => [...line.matchAll(marks)].map(([text]) => Number(text)));
  return [...new Set(found)];
}

/** In so many rows most columns show numbers on both sides of what only looks like a sentinel. */
const FIRST_ROWS = 5000;

/**
 * The sentinels that are among the cells of a column and may stand apart from all its other numbers.
 * @param read gives the numbers of the column or of its first rows
 */
export function sentinelsIn(
  column: CellColumn,
  stated: readonly number[],
  read: (column: CellColumn) => Float64Array,
): number[] {
  const others = byShape(stated);
  const possible = column.templates.flatMap((template, code) => {
    const prototype = prototypeOf(template).trim().replace(',', '.');
    const decimals = prototype.split('.')[1]?.length ?? 0;
    return [...(known.get(prototype) ?? []), ...(others.get(prototype) ?? [])].map((value) => {
      const digits = Number(Math.abs(value).toFixed(decimals).replace('.', ''));
      return { value, code, digits };
    });
  });
  if (possible.length === 0) return [];
  const values = possible.map(({ value }) => value);
  const range = rangeBeside(read(firstRows(column, FIRST_ROWS)), values);
  const seen = possible.filter(
    ({ value, code, digits }) => isApart(value, range) && hasCell(column, code, digits),
  );
  return [...new Set(seen.map(({ value }) => value))];
}

const firstRows = (column: CellColumn, rows: number): CellColumn => ({
  ...column,
  length: Math.min(rows, column.length),
  codes: column.codes.subarray(0, rows),
  digits: column.digits.subarray(0, rows),
  more: column.more?.subarray(0, rows) ?? null,
});

function hasCell({ codes, digits }: CellColumn, code: number, wanted: number): boolean {
  for (let row = 0; row < codes.length; row++) {
    if (digits[row] === wanted && codes[row] === code) return true;
  }
  return false;
}

/** The numbers of a column with sentinels among them, NaN is missing, and which these are. */
export interface SentinelSearch {
  readonly values: Float64Array;
  readonly wanted: readonly number[];
}

/**
 * The sentinels that the columns' own numbers betray: seen, and further from all other numbers than
 * three times the range of those. What one column has betrayed is one in the others too where it stands
 * below (or above) all other numbers, on the other side of half of it; so it does where the file states
 * it. Numbers from 0 on with several of -999 among them, and nothing but -999, betray it too. Anything
 * less stays a number.
 */
export function findSentinels(
  columns: readonly (SentinelSearch | null)[],
  stated: readonly number[],
): number[][] {
  const stands = columns.map((column) => (column ? standings(column) : []));
  const far = stands.flat().flatMap((standing) => (standing.far ? [standing.value] : []));
  const proven = new Set([...far, ...stated]);
  return stands.map((list) =>
    list.flatMap(({ value, apart }) => (apart && proven.has(value) ? [value] : [])),
  );
}

/** Far below zero, and written by nobody who counts. */
const isImpossible = (value: number) => value <= -999 || value === -99.9 || value === -99.99;

/** How the sentinels that are seen stand to all other numbers of a column: apart, or even far. */
function standings({ values, wanted }: SentinelSearch) {
  const range = rangeBeside(values, wanted);
  const { min, max, count } = range;
  const reach = 3 * (max - min);
  return wanted.flatMap((value) => {
    const times = values.reduce((sum, other) => sum + (other === value ? 1 : 0), 0);
    if (times === 0) return [];
    const apart = isApart(value, range);
    const beyond = value < 0 ? value < min - reach : value > max + reach;
    const far =
      (apart && beyond && times >= (leastTimes.get(value) ?? 1)) ||
      (isImpossible(value) && min >= 0 && times > 1);
    return { value, apart, far: far && count >= 5 };
  });
}

/** Least and greatest of the numbers that are not among `others`, and how many there are. */
function rangeBeside(values: Float64Array, others: readonly number[]) {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value) || others.includes(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    count++;
  }
  return { min, max, count };
}

/** Below all other numbers, and these above half of it; or above twice all others. */
const isApart = (value: number, { min, max }: { readonly min: number; readonly max: number }) =>
  value < 0 ? value < min && min > value / 2 : value > 2 * max;
