import { CellColumnBuilder } from '../cells/cell-builder.js';
import { cellText } from '../cells/cells.js';
import type { Table } from '../rows/table.js';
import { readDates } from '../times/date-column.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import { long } from './long-table.js';
import { fillNames, unfoldOutline } from './pivot-table.js';
import { unfoldClocks } from './unfold-clocks.js';
import { isUnique, unfoldDates } from './unfold-dates.js';
import { unfoldDays, unfoldHours } from './unfold-days.js';
import { unfoldLabelled } from './unfold-labelled.js';
import { unfoldMonths } from './unfold-months.js';
import { unfoldWeeks } from './unfold-weeks.js';
import { unfoldYears } from './unfold-years.js';

/**
 * A table in which periods are columns, made long: one row a period. Years by months (`Year, Jan,
 * Feb …`) and months by years (`Month, 2019, 2020 …`), months by days, days by hours (`Date, H1, H2
 * …`), series by dates (`Country, 1990, 1991 …`) and series by steps (`id, d_1, d_2 …`) are known; any
 * other table comes back as it is.
 */
export const unfoldTable = (table: Table): Table =>
  unfoldLabelled(table, unfoldPlain) ?? unfoldPlain(table);

function unfoldPlain(table: Table): Table {
  return (
    unfoldMonths(table) ??
    unfoldYears(table) ??
    unfoldClocks(table) ??
    unfoldHours(table) ??
    unfoldDays(table) ??
    unfoldWeeks(table) ??
    unfoldDates(table) ??
    unfoldSteps(table) ??
    unfoldOutline(table) ??
    fillNames(table)
  );
}

/** At least this many numbered columns are steps of time. */
const MIN_STEPS = 20;

/** Rows are series, columns are steps: one prefix, numbers that go on by one (M4, M5). */
function unfoldSteps(table: Table): Table | null {
  if (!table.shape.header || table.names.length < MIN_STEPS) return null;
  const named = table.names.map((name) => /^([^\d]{0,10})(\d{1,6})$/.exec(name));
  const last = named.at(-1);
  if (!last) return null;
  let from = named.length - 1;
  while (
    from > 0 &&
    named[from - 1]?.[1] === last[1] &&
    Number(named[from - 1]![2]) === Number(named[from]![2]) - 1
  )
    from--;
  // M4 numbers its id column as well: V1, V2 …
  if (from === 0 && isUnique(table.columns[0]!) && !isDigitsOnly(table.columns[0]!)) from = 1;
  if (named.length - from < MIN_STEPS || table.rows * 2 > (named.length - from) * 100) return null;
  if (table.columns.some((column) => !isDigitsOnly(column) && readDates(column))) return null;
  const id = table.columns.slice(0, from).findIndex(isUnique);
  if (from > 0 && id < 0) return null;
  const ids = new CellColumnBuilder();
  const steps = new CellColumnBuilder();
  const values = new CellColumnBuilder();
  for (let row = 0; row < table.rows; row++) {
    for (let j = from; j < named.length; j++) {
      ids.add(from === 0 ? String(row + 1) : cellText(table.columns[id]!, row));
      steps.add(String(j - from + 1));
      values.add(cellText(table.columns[j]!, row));
    }
  }
  const idName = from === 0 ? 'id' : table.names[id]!;
  const columns = [ids.finish(), steps.finish(), values.finish()];
  return long(
    table,
    named.length - from,
    [idName, 'step', 'value'],
    columns,
    'the columns are steps of time',
  );
}
