import { dayMs, daysFromCivil } from '../calendar/civil.js';
import type { CellColumn } from '../cells/cells.js';
import { means, soundsLikeTime } from '../cells/column-names.js';
import type { Table } from '../rows/table.js';
import { readDates } from '../times/date-column.js';
import { regularity } from '../times/date-order.js';
import { digitKinds } from '../times/kinds.js';
import { isDigitsOnly, readNumericTimes } from '../times/numeric-times.js';
import type { TimeColumn } from '../times/time-column.js';
import { dateForms, formsByName } from '../times/time-forms.js';

/** Where a column's name says that it holds weeks, quarters or halves, and every cell may be one, it does. */
export function datesOf(name: string, cells: CellColumn): TimeColumn | null {
  const forms = formsByName(name);
  const named = forms.length > 0 ? readDates(cells, forms) : null;
  return named?.odd === 0 && isPlausible(named.wall) ? named : readDates(cells);
}

const formsOf = (wanted: string) => dateForms.filter(({ kind }) => kind === wanted);

/** Columns of digits that may be the axis, the best first. */
export function numericAxes(table: Table) {
  return table.columns
    .map((cells, column) => ({ cells, column }))
    .filter(
      ({ column, cells }) =>
        isDigitsOnly(cells) ||
        soundsLikeTime(table.names[column]!) ||
        column === 0 ||
        !table.shape.header,
    )
    .flatMap(({ cells, column }) => {
      const name = table.names[column]!;
      const named = soundsLikeTime(name) || means(name, 'index') || /^column\d+$/.test(name);
      const reading = bestNumeric(name, cells, named && (column === 0 || soundsLikeTime(name)));
      return reading ? [{ column, reading, named }] : [];
    })
    .filter(({ named, column, reading }) =>
      reading.kind === 'decimal-year' && !soundsLikeTime(table.names[column]!)
        ? isStrict(reading.wall)
        : named || column === 0 || reading.kind !== 'step',
    )
    .sort(
      (a, b) =>
        Number(a.reading.kind === 'step') - Number(b.reading.kind === 'step') ||
        Number(b.named) - Number(a.named) ||
        a.column - b.column,
    );
}

/** Digits as times: `20240105`, a year, an epoch, Excel's days; an index when nothing else fits. */
export function bestNumeric(name: string, cells: CellColumn, named: boolean): TimeColumn | null {
  const dates = datesOfDigits(name, cells);
  const ordered = (reading: TimeColumn) => isOrdered(reading.wall);
  if (
    dates &&
    isPlausible(dates.wall) &&
    (named || dates.kind === 'ymd' || isCalendar(dates)) &&
    ordered(dates)
  )
    return dates;
  const candidates = readNumericTimes(cells);
  const wanted = candidates.find(({ kind }) =>
    kind === 'excel' ? named && !means(name, 'index') : kind !== 'step',
  );
  if (wanted && (named || (cells.length > 2 && ordered(wanted))) && isRegularEnough(wanted))
    return wanted;
  const step = candidates.find(({ kind }) => kind === 'step');
  return step && isIndex(step.wall, named) ? step : null;
}

/**
 * Digits as dates: the first reading where it is regular, else the most regular plausible one. Of one
 * beyond this century (`210105` as a week of 2101) and one within it, that within it is meant.
 */
function datesOfDigits(name: string, cells: CellColumn): TimeColumn | null {
  const first = datesOf(name, cells);
  const isSound = first && isPlausible(first.wall) && regularity(first.wall) > 0.8;
  if (!first || (isSound && !isBeyond(first))) return first;
  const others = digitKinds.flatMap((kind) => {
    const reading = readDates(cells, formsOf(kind));
    return reading && reading.odd === 0 && isPlausible(reading.wall)
      ? [{ reading, regular: regularity(reading.wall), beyond: Number(isBeyond(reading)) }]
      : [];
  });
  const [best] = others.sort((a, b) => a.beyond - b.beyond || b.regular - a.regular);
  return best?.reading ?? first;
}

const endOfCentury = daysFromCivil(2101, 1, 1) * dayMs;
const isBeyond = ({ wall }: TimeColumn) => wall.some((time) => time >= endOfCentury);

/** Years or months that follow each other without a gap need no name: no quantity goes 199912, 200001. */
const isCalendar = ({ kind, wall, odd }: TimeColumn) =>
  (kind === 'y' || kind === 'ym') &&
  odd === 0 &&
  wall.length > 13 &&
  wall.at(-1) !== wall[0] &&
  regularity(wall) > 0.99;

/** Within the times that data are of: from 1700 to 2200. */
export const isPlausible = (wall: Float64Array) => {
  const low = daysFromCivil(1700, 1, 1) * dayMs;
  const high = daysFromCivil(2200, 1, 1) * dayMs;
  return wall.every((time) => Number.isNaN(time) || (time >= low && time < high));
};

const isRegularEnough = (reading: TimeColumn) =>
  regularity(reading.wall) > 0.2 || reading.kind !== 'excel';

/** Mostly ascending or mostly descending; ids repeat the order. */
export function isOrdered(wall: Float64Array): boolean {
  let up = 0;
  let down = 0;
  for (let i = 1; i < wall.length; i++) {
    if (wall[i]! > wall[i - 1]!) up++;
    else if (wall[i]! < wall[i - 1]!) down++;
  }
  return up + down === 0 || Math.max(up, down) >= (up + down) * 0.8;
}

/** Every row later than the one before, as no quantity is for long. */
const isStrict = (wall: Float64Array) =>
  wall.length > 13 && wall.every((time, i) => i === 0 || time > wall[i - 1]!);

/**
 * Numbers that go on by a constant step, apart from starting again for another series; in a column that
 * is called so or asked for they may have holes, and run backwards.
 */
function isIndex(wall: Float64Array, named: boolean): boolean {
  if (wall.length < 3) return false;
  const steps = wall.subarray(1).map((value, row) => value - wall[row]!);
  const counts = new Map<number, number>();
  for (const step of steps) counts.set(step, (counts.get(step) ?? 0) + 1);
  const [[step, count] = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  if (!(Math.abs(step) >= 1) || (step < 0 && !named)) return false;
  if (count >= steps.length * 0.9) return true;
  const goOn = steps.filter((one) => one / step >= 1 && Number.isInteger(one / step)).length;
  return named && count >= steps.length * 0.5 && goOn >= steps.length * 0.95;
}
