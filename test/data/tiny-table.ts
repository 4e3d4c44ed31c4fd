import { CellColumnBuilder } from '../../src/data/cells/cell-builder.js';
import { type CellColumn, cellText } from '../../src/data/cells/cells.js';
import type { Dialect } from '../../src/data/dialect/dialect.js';
import { sampleRecords } from '../../src/data/dialect/records.js';
import { describe as describeRow, type Row } from '../../src/data/dialect/regions.js';
import { detectShape, type ShapeWishes } from '../../src/data/dialect/shape.js';
import type { Table } from '../../src/data/rows/table.js';

/** Commas, quotes, no remarks. */
export const commas: Dialect = {
  delimiter: ',',
  blanks: false,
  quote: '"',
  escape: '"',
  comment: null,
  padded: false,
};

export const columnOf = (cells: readonly string[]): CellColumn => {
  const builder = new CellColumnBuilder();
  for (const cell of cells) builder.add(cell);
  return builder.finish();
};

/** The shape that is found in a few lines. */
export const shapeOf = (
  lines: readonly string[],
  dialect: Partial<Dialect> = {},
  wishes: ShapeWishes = {},
) => detectShape(lines, { ...commas, ...dialect }, wishes);

/** Lines as rows with the kinds of their cells. */
export const rowsOf = (lines: readonly string[]): Row[] =>
  sampleRecords(lines, commas).map((record) => describeRow(record));

/** Lines as a table, as it is before its periods are unfolded. */
export function tableOf(lines: readonly string[]): Table {
  const shape = shapeOf(lines);
  const rows = sampleRecords(lines.slice(shape.firstLine), commas).map(({ cells }) => cells);
  return {
    file: 'tiny.csv',
    stem: 'tiny',
    encoding: { encoding: 'utf-8', evidence: '', margin: 10, skip: 0 },
    dialect: { dialect: commas, evidence: '', sure: { margin: 10, votes: [] } },
    shape,
    names: shape.names,
    columns: shape.names.map((_, j) => columnOf(rows.map((cells) => cells[j] ?? ''))),
    rows: rows.length,
    rowsOfFile: rows.length,
    lineOf: (row) => shape.firstLine + row + 1,
    findings: [],
  };
}

/** The rows of a table as texts, for people to compare. */
export const linesOf = ({ names, columns, rows }: Table): string[] => [
  names.join(','),
  ...Array.from({ length: rows }, (_, row) =>
    columns.map((column) => cellText(column, row)).join(','),
  ),
];
