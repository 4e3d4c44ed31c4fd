import { dayMs, weekday } from '../calendar/civil.js';
import type { Table } from '../rows/table.js';
import { datesOfRows, isoDate, unfold } from './unfold-days.js';

/** How the names of the days of a week begin, Monday first. */
const weekdays = [
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  ['mo', 'di', 'mi', 'do', 'fr', 'sa', 'so'],
  ['lu', 'ma', 'me', 'je', 've', 'sa', 'di'],
  ['lu', 'ma', 'mi', 'ju', 'vi', 's', 'do'],
  ['lu', 'ma', 'me', 'gi', 've', 'sa', 'do'],
  ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'],
  ['seg', 'ter', 'qua', 'qui', 'sex', 's', 'dom'],
  ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'],
  ['月', '火', '水', '木', '金', '土', '日'],
] as const;

/**
 * Rows are weeks, named by the date of their first day, and columns the days of the week, from Monday or
 * Sunday on; null for any other table.
 */
export function unfoldWeeks(table: Table): Table | null {
  const first = weekdayColumns(table.names);
  if (!first) return null;
  const columns = Array.from({ length: 7 }, (_, k) => ({ j: first.j + k }));
  const weeks = datesOfRows(table, columns);
  if (!weeks) return null;
  const begin = Array.from(weeks.wall).filter((time) => !Number.isNaN(time));
  const asNamed = begin.filter((time) => weekday(Math.floor(time / dayMs)) === first.weekday);
  const inOrder = begin.every((time, i) => i === 0 || Math.abs(time - begin[i - 1]!) >= 7 * dayMs);
  if (asNamed.length < begin.length || !inOrder) return null;
  return unfold(table, weeks, 7, 'the columns are the days of a week', (row) =>
    Number.isNaN(weeks.wall[row]!)
      ? []
      : columns.map(({ j }, k) => ({ j, time: isoDate(weeks.wall[row]! + k * dayMs) })),
  );
}

/** The first of seven columns that are days of a week, and which day it is (1 is Monday). */
function weekdayColumns(names: readonly string[]): { j: number; weekday: number } | null {
  const plain = names.map((name) => name.trim().toLowerCase());
  for (let j = 0; j + 7 <= plain.length; j++)
    for (const stems of weekdays)
      for (const start of [0, 6])
        if (stems.every((_, k) => plain[j + k]!.startsWith(stems[(start + k) % 7]!)))
          return { j, weekday: start + 1 };
  return null;
}
