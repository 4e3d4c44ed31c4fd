import { cellText } from '../cells/cells.js';
import { isMissingText } from '../cells/missing.js';
import type { Table } from '../rows/table.js';
import { hasClock } from '../times/time-format.js';
import { datesOfRows, unfold } from './unfold-days.js';

const DAY = 24 * 60;
/** Steps of the times of day that columns are called by, in minutes. */
const steps = [5, 10, 15, 20, 30, 60] as const;

/** `00:30`, `kWh 00:30`, `00:00 - 00:30` */
const clock =
  /^(\D{0,20})(\d{1,2}):([0-5]\d)(?::00)?(\s*[-–]\s*\d{1,2}:[0-5]\d(?::00)?)?( ?\(2\)| ?B)?$/u;
/** `HH1` to `HH48`, `Period 1` to `Period 96` */
const period = /^(hh|sp|qh|periods?|intervals?|slot|trading period)[ _-]?0*(\d{1,3})$/i;

interface PartOfDay {
  readonly j: number;
  /** Minutes from midnight to its start. */
  readonly minute: number;
  /** Of the hour that the end of summer time repeats; empty on all other days. */
  readonly repeated: boolean;
}

/**
 * Rows are days, columns are half hours, quarters of an hour or such (`00:00` to `23:45`, `00:15` to
 * `24:00` by their ends, numbered ones); null for any other table.
 */
export function unfoldClocks(table: Table): Table | null {
  const parts = clockColumns(table.names) ?? periodColumns(table.names);
  if (!parts) return null;
  const days = datesOfRows(table, parts);
  if (!days || hasClock(days.pattern)) return null;
  return unfold(table, days, parts.length, 'the columns are parts of a day', (row) =>
    parts.flatMap(({ j, minute, repeated }) =>
      repeated && isMissingText(cellText(table.columns[j]!, row))
        ? []
        : [{ j, time: `${days.text(row)} ${clockText(minute)}` }],
    ),
  );
}

const clockText = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The columns of a whole day, in their order. */
function clockColumns(names: readonly string[]): PartOfDay[] | null {
  const groups = new Map<string, PartOfDay[]>();
  names.forEach((name, j) => {
    const [, prefix, hour, minute, end, again] = clock.exec(name.trim()) ?? [];
    if (prefix === undefined) return;
    const column = { j, minute: Number(hour) * 60 + Number(minute), repeated: again !== undefined };
    const key = `${prefix}${end ? '-' : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), column]);
  });
  for (const [key, all] of groups) {
    const columns = all.filter(({ repeated }) => !repeated);
    const step = steps.find((size) => columns.length === DAY / size);
    // Hours that are no intervals may have a repeated one among them (`unfoldHours`).
    if (step === undefined || (step === 60 && !key.endsWith('-'))) continue;
    for (const first of [0, step]) {
      const isDay = columns.every(({ minute }, i) => minute % DAY === (first + i * step) % DAY);
      if (isDay)
        return all.map((column) => ({ ...column, minute: (column.minute - first + DAY) % DAY }));
    }
  }
  return null;
}

function periodColumns(names: readonly string[]): PartOfDay[] | null {
  const numbered = names.flatMap((name, j) => {
    const number = period.exec(name.trim())?.[2];
    return number === undefined ? [] : [{ j, number: Number(number) }];
  });
  const step = steps.find((size) => numbered.length === DAY / size);
  if (step === undefined || !numbered.every(({ number }, i) => number === i + 1)) return null;
  return numbered.map(({ j }, i) => ({ j, minute: i * step, repeated: false }));
}
