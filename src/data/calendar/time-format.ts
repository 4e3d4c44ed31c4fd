import { civilFromDays, dayMs, daysFromCivil, isoWeekFromDays, weekday } from './civil.js';
import { buddhistLead, eraOfDay } from './eras.js';
import { abbreviatedMonth, monthName } from './month-names.js';
import { romanQuarters } from './quarter-names.js';

/** How the time column was written, decided on the whole column; writes a time back the same way. */
export interface TimeFormat {
  /**
   * A pattern such as `yyyy-MM-dd`, `dd.MM.yyyy HH:mm`, `MMM d yyyy`, or one of the names
   * `iso`, `epoch-s`, `epoch-ms`, `epoch-us`, `epoch-ns`, `excel`, `step`. Letters as in Unicode
   * TR 35, and `w`, `ww` for an ISO week (`yyyy` is then its year), `DDD` for the day of the year, `X`
   * for a half of it, `nn`, `nnnn` for the year after it (a season 2023/24), `RRR` for a year of the
   * Republic of China, `BBBB` and `BB` for one of the Buddhist calendar, `G`, `GGGG` and `E` for a
   * Japanese era and its year. A
   * language for month names stands in front in brackets, `[de]d. MMMM yyyy`; English has none.
   */
  readonly pattern: string;
  /** The offset each row carried, when it was the same in all rows (`Z`, `+02:00`); null otherwise. */
  readonly offset: string | null;
}

const token =
  /^\[([a-z]{2})\]|'([^']*)'|y{2,4}|nn(?:nn)?|BBBB|BB|RRR|G{4}|G|E|M{3}\.|M{1,4}|d{1,2}|DDD|H{1,2}|h{1,2}|mm?|ss?|S{1,9}|Q{1,3}|X|ww?|e|a|xxx/g;

/** Whether a pattern has a time of day, quoted texts and the language apart. */
export const hasClock = (pattern: string) =>
  /[Hh]/.test(pattern.replace(/^\[[a-z]{2}\]|'[^']*'/g, ''));

/** Excel counts days from 1899-12-30 (its 1900 has a 29 February that never was). */
export const excelEpochDays = daysFromCivil(1899, 12, 30);

/**
 * A time in the user's own format.
 * @param time wall-clock milliseconds (an instant with its offset already added), or a step index
 * @param offset text for the pattern's `xxx`
 */
export function formatWall(format: TimeFormat, time: number, offset: string): string {
  switch (format.pattern) {
    case 'step':
    case 'epoch-ms':
      return String(time);
    case 'epoch-s':
      return String(time / 1000);
    case 'epoch-us':
      return `${time}000`;
    case 'epoch-ns':
      return `${time}000000`;
    case 'excel':
      return String(time / dayMs - excelEpochDays);
    case 'iso':
      return isoText(time) + offset;
    default:
      return byPattern(format.pattern, time, offset);
  }
}

/** ISO 8601 of wall-clock milliseconds: the date alone at midnight, seconds and fraction as needed. */
export function isoText(time: number, withClock = time % dayMs !== 0): string {
  const days = Math.floor(time / dayMs);
  const { year, month, day } = civilFromDays(days);
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  if (!withClock) return date;
  const ms = time - days * dayMs;
  const fraction = ms % 1000 === 0 ? '' : `.${pad(ms % 1000, 3)}`;
  const clock = `${pad(Math.floor(ms / 3_600_000), 2)}:${pad(Math.floor(ms / 60_000) % 60, 2)}`;
  return `${date}T${clock}:${pad(Math.floor(ms / 1000) % 60, 2)}${fraction}`;
}

const pad = (value: number, width: number) => String(value).padStart(width, '0');

/** A pattern taken apart: texts that stay, and letters that stand for a field. */
interface Parts {
  readonly list: readonly { readonly text: string; readonly letters: boolean }[];
  readonly language: string;
  readonly weekly: boolean;
  /** Whether months stand without a day. */
  readonly alone: boolean;
}

/** A file has one pattern and a million times. */
const known = new Map<string, Parts>();

function partsOf(pattern: string): Parts {
  const before = known.get(pattern);
  if (before) return before;
  const list: { text: string; letters: boolean }[] = [];
  let language = 'en';
  let at = 0;
  for (const match of pattern.matchAll(token)) {
    const [letters, tag, literal] = match;
    if (match.index > at) list.push({ text: pattern.slice(at, match.index), letters: false });
    at = match.index + letters.length;
    if (tag !== undefined) language = tag;
    else if (literal !== undefined) list.push({ text: literal || "'", letters: false });
    else list.push({ text: letters, letters: true });
  }
  if (at < pattern.length) list.push({ text: pattern.slice(at), letters: false });
  const fields = pattern.replace(/'[^']*'/g, '');
  const parts = { list, language, weekly: fields.includes('w'), alone: !fields.includes('d') };
  known.set(pattern, parts);
  return parts;
}

function byPattern(pattern: string, time: number, offset: string): string {
  const { list, language, weekly, alone } = partsOf(pattern);
  const days = Math.floor(time / dayMs);
  const ms = time - days * dayMs;
  const civil = civilFromDays(days);
  const year = weekly ? isoWeekFromDays(days).year : civil.year;
  const hour = Math.floor(ms / 3_600_000);
  const field = (letters: string): string => {
    switch (letters[0]) {
      case 'y':
        return letters.length === 2 ? pad(year % 100, 2) : pad(year, 4);
      case 'n':
        return pad((year + 1) % 10 ** letters.length, letters.length);
      case 'B':
        return String(year + buddhistLead).slice(-letters.length);
      case 'R':
        return String(year - 1911);
      case 'G': {
        const { name, letter } = eraOfDay(days);
        return letters.length > 1 ? name : letter;
      }
      case 'E':
        return String(year - eraOfDay(days).before);
      case 'M':
        if (letters.endsWith('.')) return abbreviatedMonth(language, civil.month);
        if (letters.length > 2)
          return monthName(language, civil.month, letters.length === 4, alone);
        return pad(civil.month, letters.length);
      case 'd':
        return pad(civil.day, letters.length);
      case 'D':
        return pad(days - daysFromCivil(civil.year, 1, 1) + 1, 3);
      case 'H':
        return pad(hour, letters.length);
      case 'h':
        return pad(((hour + 11) % 12) + 1, letters.length);
      case 'm':
        return pad(Math.floor(ms / 60_000) % 60, letters.length);
      case 's':
        return pad(Math.floor(ms / 1000) % 60, letters.length);
      case 'S':
        return pad(ms % 1000, 3)
          .padEnd(9, '0')
          .slice(0, letters.length);
      case 'Q': {
        const quarter = Math.floor((civil.month + 2) / 3);
        const written = [String(quarter), '一二三四'[quarter - 1]!, romanQuarters[quarter - 1]!];
        return written[letters.length - 1]!;
      }
      case 'X':
        return civil.month < 7 ? '1' : '2';
      case 'w':
        return pad(isoWeekFromDays(days).week, letters.length);
      case 'e':
        return String(weekday(days));
      case 'a':
        return hour < 12 ? 'AM' : 'PM';
      default:
        return offset;
    }
  };
  let written = '';
  for (const { text, letters } of list) written += letters ? field(text) : text;
  return written;
}

/** `+02:00`, `-05:30`, `Z` for an offset in minutes. */
export function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}:${pad(size % 60, 2)}`;
}
