import type { CellColumn } from './cells.js';
import { columnIndex } from './column-index.js';
import { isDigitsOnly } from './numeric-times.js';
import type { RoleMaterial } from './roles.js';

/** Between the names, and the values, of several id columns. */
export const ID_JOINT = ' / ';

/** One column, or several that a former reading joined. */
export function askedIds(material: RoleMaterial, wanted: string): number[] {
  if (material.names.includes(wanted) || !wanted.includes(ID_JOINT))
    return [columnIndex(material, wanted, '--id')];
  return wanted.split(ID_JOINT).map((name) => columnIndex(material, name, '--id'));
}

/**
 * Columns of text, or of numbers called so, that tell apart the rows of one time; two if one does not.
 * A column of numbers that has each of its numbers once at every time needs no name.
 */
export function guessIds(
  { columns, types, timeColumns, times, names }: RoleMaterial,
  taken: readonly number[],
): number[] {
  if (timeColumns.length === 0 || times.length < 4 || isStrictlyOrdered(times)) return [];
  if (new Set(times).size > times.length * 0.8) return [];
  const candidates = names
    .map((_, j) => j)
    .filter((j) => !timeColumns.includes(j) && !taken.includes(j))
    .filter((j) => types[j] === 'text' || (types[j] === 'number' && idName.test(names[j]!)));
  const pairs = candidates.flatMap((a, i) => candidates.slice(i + 1).map((b) => [a, b]));
  for (const sets of [candidates.map((j) => [j]), pairs.slice(0, 45)]) {
    const separating = sets
      .map((set) => ({
        set,
        ...separation(
          set.map((j) => columns[j]!),
          times,
        ),
      }))
      .filter(({ unique, groups }) => unique >= 0.99 && groups < times.length * 0.6 && groups > 1)
      .sort((a, b) => a.groups - b.groups);
    if (separating[0]) return separating[0].set;
  }
  const distinct = new Set(times).size;
  const balanced = names.findIndex((_, j) => {
    if (types[j] !== 'number' || timeColumns.includes(j) || taken.includes(j)) return false;
    if (distinct < 3 || !isDigitsOnly(columns[j]!)) return false;
    // Most columns are told by a few rows.
    if (separation([columns[j]!], times.subarray(0, SAMPLE)).unique < 0.99) return false;
    const { unique, groups } = separation([columns[j]!], times);
    return unique >= 0.99 && groups > 1 && groups * distinct <= times.length * 1.05;
  });
  return balanced < 0 ? [] : [balanced];
}

const SAMPLE = 1000;

const idName =
  /(?:^|_| )(?:id|code|store|shop|item|product|station|region|sku|no|nr|dept|stations_id|symbol|ticker|location|meter|sensor|branch|plant|warehouse|werk|filiale|artikel|produkt|standort|magasin|produit|tienda|producto|sucursal|loja|produto|negozio|prodotto|sklep|门店|店铺|商品|产品|代码|店舗|コード)(?:_?id|_?nr|_?nbr|_?num|_?number|_?key)?$/i;

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
    const cell = columns.map(({ codes, digits }) => `${codes[row]}/${digits[row]}`).join(' ');
    cells.add(cell);
    seen.add(`${cell} ${times[row]}`);
  }
  return { unique: seen.size / times.length, groups: cells.size };
}
