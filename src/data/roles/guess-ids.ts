import { marginOfCounts } from '../ballot/ballot.js';
import { type CellColumn, cellKey } from '../cells/cells.js';
import { columnIndex, ID_JOINT } from '../cells/column-index.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import type { RoleMaterial } from './role-material.js';

/** One column, or several that a former reading joined. */
export function askedIds(material: RoleMaterial, wanted: string): number[] {
  if (material.names.includes(wanted) || !wanted.includes(ID_JOINT))
    return [columnIndex(material, wanted, '--id')];
  return wanted.split(ID_JOINT).map((name) => columnIndex(material, name, '--id'));
}

/**
 * Columns of text, or of numbers called so, that tell apart the rows of one time; two if one does not.
 * Numbers by any name do it where every time has a row of each: stations, departments, sexes.
 */
export function guessIds(
  { columns, types, timeColumns, times, names }: RoleMaterial,
  taken: readonly number[],
): number[] {
  if (timeColumns.length === 0 || times.length < 4 || isStrictlyOrdered(times)) return [];
  const steps = new Set(times).size;
  if (steps > times.length * 0.8) return [];
  const free = names.map((_, j) => j).filter((j) => !timeColumns.includes(j) && !taken.includes(j));
  const called = (j: number) =>
    types[j] === 'text' || (types[j] === 'number' && idName.test(names[j]!));
  const separates = (set: readonly number[], full: boolean) => {
    const { unique, groups } = separation(
      set.map((j) => columns[j]!),
      times,
    );
    const enough = !full || groups * steps * FULL <= times.length;
    return unique >= 0.99 && groups < times.length * 0.6 && groups > 1 && enough ? groups : null;
  };
  const fewest = (sets: readonly (readonly number[])[], full: boolean) =>
    sets
      .map((set) => ({ set, groups: separates(set, full) }))
      .filter(({ groups }) => groups !== null)
      .sort((a, b) => a.groups! - b.groups!)[0]?.set;
  const byName = free.filter(called);
  const isNumbered = (j: number) => types[j] === 'number' && isCode(columns[j]!, times);
  const codes = free.filter((j) => called(j) || types[j] === 'time' || isNumbered(j));
  const found =
    fewest(single(byName), false) ??
    fewest(pairs(byName), false) ??
    (steps < MIN_STEPS ? undefined : fewest(single(codes), true)) ??
    (steps < MIN_STEPS_OF_PAIRS ? undefined : fewest(pairs(codes), true));
  return found ? [...found] : [];
}

/** Log-odds that these columns tell series apart: rows that share their time and are alone with the id, against those that are not. */
export function idMargin({ columns, times }: RoleMaterial, ids: readonly number[]): number {
  const { unique } = separation(
    ids.map((j) => columns[j]!),
    times,
  );
  const alone = Math.round(unique * times.length);
  return marginOfCounts(Math.max(0, alone - new Set(times).size), times.length - alone);
}

/** Of all times and groups, the share that must have a row where no name tells that a column is an id. */
const FULL = 0.95;
/** Fewer times could meet by chance. */
const MIN_STEPS = 3;
const MIN_STEPS_OF_PAIRS = 8;
/** Rows that are looked at first: a few decide most columns. */
const SAMPLE = 1000;

const single = (list: readonly number[]) => list.map((j) => [j]);

const pairs = (list: readonly number[]) =>
  list.flatMap((a, i) => list.slice(i + 1).map((b) => [a, b])).slice(0, 45);

/** Whole numbers, few of them: what is measured has decimals, or many values. */
function isCode(column: CellColumn, times: Float64Array): boolean {
  if (column.counts[0] !== 0 || !isDigitsOnly(column)) return false;
  const { groups } = separation([column], times.subarray(0, SAMPLE));
  return groups <= Math.min(SAMPLE, times.length) * 0.6;
}

const idName =
  /(?:^|_| )(?:id|code|store|shop|item|product|station|region|sku|no|nr|dept|stations_id|symbol|ticker|location|meter|sensor|branch|plant|warehouse|werk|filiale|artikel|produkt|standort|magasin|produit|tienda|producto|sucursal|loja|produto|negozio|prodotto|sklep|门店|店铺|商品|产品|代码|店舗|コード|lat|lon|lng|long|latitude|longitude|depth|level|layer|height)(?:_?id|_?nr|_?nbr|_?num|_?number|_?key)?$/i;

function isStrictlyOrdered(times: Float64Array): boolean {
  const up = times[1]! > times[0]!;
  for (let row = 1; row < times.length; row++) {
    if (up ? !(times[row]! > times[row - 1]!) : !(times[row]! < times[row - 1]!)) return false;
  }
  return true;
}

/** Of the rows that have a time: the share that are alone with it and their cells, and how many different cells there are. */
function separation(
  columns: readonly CellColumn[],
  times: Float64Array,
): { unique: number; groups: number } {
  const seen = new Set<string>();
  const cells = new Set<string>();
  for (let row = 0; row < times.length; row++) {
    const cell = columns.map((column) => cellKey(column, row)).join(' ');
    cells.add(cell);
    seen.add(`${cell} ${times[row]}`);
  }
  return { unique: seen.size / times.length, groups: cells.size };
}
