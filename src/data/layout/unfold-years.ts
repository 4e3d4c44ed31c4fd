import { monthOfWord } from '../calendar/month-names.js';
import { quarterOfName } from '../calendar/quarter-names.js';
import { CellColumnBuilder } from '../cells/cell-builder.js';
import { type CellColumn, cellText } from '../cells/cells.js';
import { type Meaning, means } from '../cells/column-names.js';
import { isMissingText } from '../cells/missing.js';
import type { Table } from '../rows/table.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import { long } from './long-table.js';
import { cutRows } from './trim-rows.js';

/** What the rows of such a table are. */
interface PartOfYear {
  readonly meaning: Meaning;
  /** How many a year has; the longest may have one more. */
  readonly least: number;
  readonly most: number;
  /** The number of a part that is named, or NaN. */
  readonly numberOf: (text: string) => number;
  /** A part behind its year. */
  readonly write: (year: string, part: number) => string;
}

const padded = (part: number) => String(part).padStart(2, '0');

const partsOfYear: readonly PartOfYear[] = [
  {
    meaning: 'month',
    least: 12,
    most: 12,
    numberOf: (text) => monthOfWord(text)?.month ?? numbered(text, /^(?:M ?)?(\d{1,2})月?$/i),
    write: (year, part) => `${year}-${padded(part)}`,
  },
  {
    meaning: 'quarter',
    least: 4,
    most: 4,
    numberOf: quarterOfName,
    write: (year, part) => `${year}Q${part}`,
  },
  {
    meaning: 'week',
    least: 52,
    most: 53,
    numberOf: (text) => numbered(text, /^(?:W|KW|Week)? ?(\d{1,2})$/i),
    write: (year, part) => `${year}-W${padded(part)}`,
  },
];

const numbered = (text: string, form: RegExp) => Number(form.exec(text)?.[1] ?? Number.NaN);

/** At most this many rows below the last part (totals) and columns beside the years (averages). */
const MAX_OTHERS = 4;

/**
 * A table of which the rows are the months, quarters or weeks of a year, each once and in their order,
 * and the columns are years, made long; null for any other.
 */
export function unfoldYears(table: Table): Table | null {
  const years = yearColumns(table);
  if (!years) return null;
  for (const part of partsOfYear) {
    for (const [j, cells] of table.columns.entries()) {
      if (years.includes(j) || (isDigitsOnly(cells) && !means(table.names[j]!, part.meaning)))
        continue;
      const rows = partsIn(cells, part);
      if (rows > 0) return unfold(rows < table.rows ? cutRows(table, rows) : table, years, part);
    }
  }
  return null;
}

/** Columns called by years that go on by one, in their order; null where there are others beside them. */
function yearColumns({ names }: Table): number[] | null {
  const years = names
    .map((name, j) => ({ year: /^(?:1[5-9]|20|21)\d\d$/.test(name) ? Number(name) : 0, j }))
    .filter(({ year }) => year > 0)
    .sort((a, b) => a.year - b.year);
  const goOn = years.every(({ year }, i) => year === years[0]!.year + i);
  return years.length > 1 && goOn && names.length - years.length <= MAX_OTHERS
    ? years.map(({ j }) => j)
    : null;
}

/** How many rows from the first on are all parts of a year, where no other row is one; else 0. */
function partsIn(cells: CellColumn, { least, most, numberOf }: PartOfYear): number {
  if (cells.length < least || cells.length > most + MAX_OTHERS) return 0;
  const parts = Array.from({ length: cells.length }, (_, row) =>
    numberOf(cellText(cells, row).trim()),
  );
  const end = parts.findIndex((part, row) => part !== row + 1);
  const rows = end < 0 ? parts.length : end;
  return rows >= least && rows <= most && parts.slice(rows).every(Number.isNaN) ? rows : 0;
}

function unfold(
  table: Table,
  years: readonly number[],
  { meaning, least, write }: PartOfYear,
): Table {
  const times = new CellColumnBuilder();
  const values = new CellColumnBuilder();
  const lines: number[] = [];
  for (const column of years) {
    for (let row = 0; row < table.rows; row++) {
      const text = cellText(table.columns[column]!, row);
      // Most years have no 53rd week.
      if (row >= least && isMissingText(text)) continue;
      times.add(write(table.names[column]!, row + 1));
      values.add(text);
      lines.push(row);
    }
  }
  const unfolded = long(
    table,
    years.length,
    [meaning, 'value'],
    [times.finish(), values.finish()],
    `the rows are the ${meaning}s of a year, the columns are years`,
  );
  return { ...unfolded, lineOf: (row) => table.lineOf(lines[row] ?? 0) };
}
