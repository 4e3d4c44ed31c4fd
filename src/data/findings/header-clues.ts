import { type Candidate, type Sureness, surenessOf } from '../ballot/ballot.js';
import { type ClueKind, cluesIn } from '../ballot/clues.js';
import { headerWeights } from '../ballot/weights.js';
import { cellText } from '../cells/cells.js';
import { soundsLikeTime } from '../cells/column-names.js';
import { type CellKind, cellKind } from '../dialect/cell-kind.js';
import type { Table } from '../rows/table.js';

/** Rows and columns that are looked at: tables are alike all along. */
const ROWS = 60;
const COLUMNS = 300;

/** The row that names the columns or is the first of the others, and what stands below it. */
interface HeaderMaterial {
  readonly cells: readonly string[];
  readonly kinds: readonly CellKind[];
  /** What most cells below are, by column; null of an empty column. */
  readonly below: readonly (CellKind | null)[];
  /** Whether the cell stands again below itself, by column. */
  readonly again: readonly boolean[];
}

/** Share of the columns in which something is so. */
const share = ({ cells }: HeaderMaterial, isSo: (j: number) => boolean): number =>
  cells.filter((_, j) => isSo(j)).length / Math.max(1, cells.length);

const isValue = (kind: CellKind | null | undefined) => kind === 'number' || kind === 'time';

/** Clues about the row that may name the columns, each with the share of columns that show it. */
export const headerClues: readonly ClueKind<HeaderMaterial>[] = [
  {
    name: 'words above numbers or times',
    sees: (row) => share(row, (j) => row.kinds[j] === 'text' && isValue(row.below[j])),
  },
  {
    name: 'a word for time above times',
    sees: ({ cells, below }) =>
      Number(cells.some((cell, j) => soundsLikeTime(cell) && isValue(below[j]))),
  },
  {
    name: 'values above values of their kind',
    sees: (row) => share(row, (j) => isValue(row.kinds[j]) && row.below[j] === row.kinds[j]),
  },
  {
    name: 'a word that stands again below itself',
    sees: (row) => share(row, (j) => row.kinds[j] === 'text' && row.again[j]!),
  },
  {
    name: 'each cell another word',
    sees: ({ cells, kinds }) =>
      Number(kinds.every((kind) => kind === 'text') && new Set(cells).size === cells.length),
  },
];

/** How sure it is that a table's first row names its columns, or that it does not. */
export function headerSureness({ names, columns, rows, shape }: Table): Sureness {
  const first = shape.header ? 0 : 1;
  const sample = columns.slice(0, COLUMNS);
  const textsOf = (j: number) =>
    Array.from({ length: Math.min(rows - first, ROWS) }, (_, i) =>
      cellText(columns[j]!, first + i),
    );
  const texts = sample.map((_, j) => textsOf(j));
  const cells = sample.map((column, j) => (shape.header ? names[j]! : cellText(column, 0)));
  const material: HeaderMaterial = {
    cells,
    kinds: cells.map(cellKind),
    below: texts.map(mostOf),
    again: texts.map((below, j) => below.includes(cells[j]!)),
  };
  const yes: Candidate<'yes' | 'no'> = {
    value: 'yes',
    clues: cluesIn(headerClues, headerWeights, material),
  };
  const no: typeof yes = { value: 'no', clues: [] };
  return surenessOf([yes, no], shape.header ? yes : no, (value) => value);
}

function mostOf(texts: readonly string[]): CellKind | null {
  const counts = new Map<CellKind, number>();
  for (const text of texts) {
    const kind = cellKind(text);
    if (kind !== 'empty') counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
