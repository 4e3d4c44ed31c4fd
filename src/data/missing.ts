import type { CellColumn } from './cells.js';
import { prototypeOf } from './time-template.js';

/** Texts that mean "no value" wherever they stand, lower case; the empty cell is one of them. */
const markers = new Set([
  ...[
    '',
    'na',
    'n/a',
    'n.a.',
    'n.a',
    '<na>',
    '#n/a',
    '#n/a n/a',
    '#na',
    'nan',
    '-nan',
    '1.#qnan',
    '1.#ind',
  ],
  ...[
    'null',
    '(null)',
    '<null>',
    'none',
    'nil',
    'undefined',
    '\\n',
    'missing',
    'nat',
    'void',
    'blank',
    '(blank)',
  ],
  ...[
    '-',
    '--',
    '---',
    '----',
    '–',
    '—',
    '−',
    '.',
    '..',
    '...',
    '…',
    '?',
    '??',
    '*',
    '**',
    '***',
    '/',
    '//',
    '///',
  ],
  ...[
    'nd',
    'n.d.',
    'n/d',
    'k.a.',
    'k. a.',
    'bd',
    's.d.',
    'm',
    'x',
    '×',
    '#',
    ':',
    ': c',
    ': u',
    ': z',
    '--:--',
    '-.-',
    '…',
  ],
  ...[
    '#value!',
    '#div/0!',
    '#ref!',
    '#name?',
    '#num!',
    '#null!',
    '#error!',
    '暂无',
    '无',
    '欠測',
    '없음',
  ],
]);

/** Whether a cell's text means that there is no value. `extra` are the user's own marks, trimmed. */
export function isMissingText(text: string, extra?: ReadonlySet<string>): boolean {
  if (text.length > 40) return false;
  const trimmed = text.replace(/^=?[\s"']+|[\s"']+$/g, '');
  return markers.has(trimmed.toLowerCase()) || (extra?.has(trimmed) ?? false);
}

/** Numbers that instruments write where nothing was measured. */
const sentinels = [
  -99, -200, -999, -9999, -99999, -99.9, -999.9, -9999.9, -99.99, -999.99, -9999.99, -8888, 999,
  9999, 99999, 999.9, 9999.9, 999.99, 9999.99, 999999, 999990, -32768, 32767,
] as const;

/** A number that people also write: one alone is no sentinel. */
const ROUND = -200;

/** The sentinels by how they are written, with every digit as 0: most cells can be told from them so. */
const sentinelsByShape = new Map<string, number[]>();
for (const value of sentinels) {
  for (const text of [`${value}`, `${value}.0`, `${value}.00`, `${value}.000`]) {
    const shape = text.replace(/\d/g, '0');
    sentinelsByShape.set(shape, [...(sentinelsByShape.get(shape) ?? []), value]);
  }
}

/** In so many rows most columns show numbers on both sides of what only looks like a sentinel. */
const FIRST_ROWS = 5000;

/**
 * The sentinels that are among the cells of a column and may stand apart from all its other numbers.
 * @param read gives the numbers of the column or of its first rows
 */
export function sentinelsIn(
  column: CellColumn,
  read: (column: CellColumn) => Float64Array,
): number[] {
  const possible = column.templates.flatMap((template, code) => {
    const prototype = prototypeOf(template).trim().replace(',', '.');
    const decimals = prototype.split('.')[1]?.length ?? 0;
    return (sentinelsByShape.get(prototype) ?? []).map((value) => {
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
 * below (or above) all other numbers, on the other side of half of it. Anything less stays a number.
 */
export function findSentinels(columns: readonly (SentinelSearch | null)[]): number[][] {
  const stands = columns.map((column) => (column ? standings(column) : []));
  const proven = new Set(stands.flat().flatMap(({ value, far }) => (far ? [value] : [])));
  return stands.map((list) =>
    list.flatMap(({ value, apart }) => (apart && proven.has(value) ? [value] : [])),
  );
}

/** How the sentinels that are seen stand to all other numbers of a column: apart, or even far. */
function standings({ values, wanted }: SentinelSearch) {
  const range = rangeBeside(values, wanted);
  const { min, max, count } = range;
  const reach = 3 * (max - min);
  return wanted.flatMap((value) => {
    const times = values.reduce((sum, other) => sum + (other === value ? 1 : 0), 0);
    if (times === 0) return [];
    const apart = isApart(value, range);
    const far = value < 0 ? value < min - reach : value > max + reach;
    return { value, apart, far: apart && far && count >= 5 && (value !== ROUND || times > 1) };
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
