import { shellWord } from '../../shell-word.js';
import { civilFromDays, dayMs, daysFromCivil } from '../calendar/civil.js';
import type { Table } from '../rows/table.js';
import type { TimeColumn } from '../times/time-column.js';
import type { AxisRefusal } from './time-axis.js';

/** Characters that neither the Mainland nor Japan writes so. */
const traditional = /[價漲證號總數臺灣點]/;

/** Years 60 to 99 are 1971 to 2010 in the one calendar and 1960 to 1999 in the other. */
const low = daysFromCivil(1960, 1, 1) * dayMs;
const high = daysFromCivil(2000, 1, 1) * dayMs;

/** Days of 1300 to 1450 are of the Persian or the Islamic calendar; of so early days there are no series. */
const early = daysFromCivil(1300, 1, 1) * dayMs;
const late = daysFromCivil(1450, 1, 1) * dayMs;

/** The refusal of dates that are, or may be, of another calendar than the Gregorian one. */
export function refuseOtherCalendars(table: Table, reading: TimeColumn): AxisRefusal | null {
  const { wall, format } = reading;
  const withDay = /d/.test(format.pattern.replace(/'[^']*'|^\[[a-z]{2}\]/g, ''));
  if (withDay && wall.length > 0 && wall.every((time) => !(time < early || time >= late))) {
    return {
      message: 'the years are of the Persian or the Islamic calendar',
      hint: 'write the dates in the Gregorian calendar, or number the rows with --freq step',
    };
  }
  return refuseRepublicYears(table, reading);
}

/** Years of two digits that in Taiwan may be those of the Republic of China. */
function refuseRepublicYears(
  { names, shape }: Table,
  { kind, format, wall }: TimeColumn,
): AxisRefusal | null {
  if (kind !== 'y2md' || ![...names, ...shape.preamble].some((text) => traditional.test(text)))
    return null;
  if (!wall.every((time) => Number.isNaN(time) || (time >= low && time < high))) return null;
  const first = wall.find((time) => !Number.isNaN(time)) ?? low;
  const year = String(civilFromDays(Math.floor(first / dayMs)).year);
  const republic = format.pattern.replace('yy', 'RRR');
  return {
    message: `the year ${year.slice(2)} may be ${year}, or ${Number(year.slice(2)) + 1911} in the calendar of the Republic of China`,
    hint: `say which: --date-format ${shellWord(format.pattern)} or --date-format ${shellWord(republic)}`,
  };
}
