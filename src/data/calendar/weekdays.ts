import { usageError } from '../../errors.js';

/** Monday first, as ISO counts them from 1. */
export const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** Monday to Friday. */
export const workdays: readonly number[] = [1, 2, 3, 4, 5];

/**
 * Reads `Mon-Fri,Sun`: days and ranges of them, which may go around the end of the week.
 * @returns ISO weekdays (1 is Monday), ascending, each once
 * @throws UserError (exit 2)
 */
export function parseWeekdays(text: string): number[] {
  const days = new Set<number>();
  for (const part of text.split(',')) {
    const [from = 0, to = from, ...others] = part.split(/[-\u2013]/).map(dayOf);
    if (!from || !to || others.length > 0) {
      throw usageError(
        `--weekdays ${text} names no days of the week`,
        'write them like Mon-Fri, Mon-Sat or Tue-Thu,Sat',
      );
    }
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === to) break;
    }
  }
  return [...days].sort((a, b) => a - b);
}

/** `Mon`, `monday` … to 1 … 7; 0 for any other text. */
function dayOf(text: string): number {
  const name = text.trim().toLowerCase();
  return /^[a-z]{3}/.test(name)
    ? longNames.findIndex((long) => long === name || (name.length < 6 && long.startsWith(name))) + 1
    : 0;
}

const longNames = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** Weekdays as `--weekdays` reads them: `Mon-Fri,Sun`. */
export function formatWeekdays(days: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < days.length; ) {
    let end = at;
    while (days[end + 1] === days[end]! + 1) end++;
    const name = (index: number) => weekdayNames[days[index]! - 1]!;
    if (end - at >= 2) parts.push(`${name(at)}-${name(end)}`);
    else for (let i = at; i <= end; i++) parts.push(name(i));
    at = end + 1;
  }
  return parts.join(',');
}
