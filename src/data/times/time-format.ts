import { civilFromDays, dayMs, daysFromCivil, isoWeekFromDays } from '../calendar/civil.js';
import { fieldOf, isClockField, patternToken } from './fields.js';

/** How the time column was written, decided on the whole column; writes a time back the same way. */
export interface TimeFormat {
  /**
   * A pattern such as `yyyy-MM-dd`, `dd.MM.yyyy HH:mm`, `MMM d yyyy`, or one of the names
   * `iso`, `epoch-s`, `epoch-ms`, `epoch-us`, `epoch-ns`, `excel`, `step`. Letters as in Unicode
   * TR 35, and `w`, `ww` for an ISO week (`yyyy` is then its year), `DDD` for the day of the year, `X`
   * for a half of it, `nn`, `nnnn` for the year after it (a season 2023/24), `RRR` for a year of the
   * Republic of China, `BBBB` and `BB` for one of the Buddhist calendar, `G`, `GGGG` and `E` for a
   * Japanese era and its year, `RM` for a month in Roman numerals. A
   * language for month names stands in front in brackets, `[de]d. MMMM yyyy`; English has none.
   */
  readonly pattern: string;
  /** The offset each row carried, when it was the same in all rows (`Z`, `+02:00`); null otherwise. */
  readonly offset: string | null;
}

const token = patternToken();

/** Whether a pattern has a time of day, quoted texts and the language apart. */
export const hasClock = (pattern: string) =>
  [...pattern.matchAll(patternToken())].some(([letters]) => isClockField(letters));

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
  const moment = { days, ms, civil, year, language, alone, offset };
  let written = '';
  for (const { text, letters } of list) written += letters ? fieldOf(text)!.write(moment) : text;
  return written;
}

/** `+02:00`, `-05:30`, `Z` for an offset in minutes. */
export function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}:${pad(size % 60, 2)}`;
}
