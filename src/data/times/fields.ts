import { type CivilDate, daysFromCivil, isoWeekFromDays, weekday } from '../calendar/civil.js';
import { buddhistLead, eraOf, eraOfDay } from '../calendar/eras.js';
import { abbreviatedMonth, monthName, monthOfWord, monthWord } from '../calendar/month-names.js';
import { romanQuarters } from '../calendar/quarter-names.js';

/** A wall-clock time, taken apart to be written. */
export interface Moment {
  /** Days since 1970-01-01, and the ms of the day. */
  readonly days: number;
  readonly ms: number;
  readonly civil: CivilDate;
  /** Of the date, or of the week where weeks are written. */
  readonly year: number;
  /** Of the names of months; `alone` where no day stands beside them. */
  readonly language: string;
  readonly alone: boolean;
  /** Text for the offset from UTC. */
  readonly offset: string;
}

/** What a word (`April`, `III`, `令和`, `pm`) says of a time. */
export interface Said {
  /** Its letters in a pattern, where the word decides between several. */
  readonly letters?: string;
  readonly month?: number;
  readonly languages?: readonly string[];
  readonly halfDay?: 'am' | 'pm';
  /** The year before the first one of an era. */
  readonly era?: number;
  /** The first year of an era, which has a word of its own. */
  readonly first?: true;
}

/** A field of a time as patterns name it: all that reading and writing know of it. */
export interface Field {
  /** In a pattern, as in Unicode TR 35 where that has it. */
  readonly letters: string;
  /** The first letter of the groups that read it in the forms of dates; none for an offset, of several groups. */
  readonly group: string;
  /** What it reads, as a regular expression: digits, or words. */
  readonly source: string;
  /** The digits that are cut out of a cell for it; null for as many as there are, 0 for a word. */
  readonly digits: number | null;
  readonly write: (moment: Moment) => string;
  /** The reading of a word; null where it is none after all. */
  readonly word?: (text: string) => Said | null;
  /** The years between which and the field's own the calendar counts (an era of one year). */
  readonly era?: number;
}

const pad = (value: number, width: number) => String(value).padStart(width, '0');

/** A field of digits, padded to its width; `read` is the width with which `--date-format` reads it. */
const digits = (
  letters: string,
  group: string,
  read: string,
  value: (moment: Moment) => number,
): Field => ({
  letters,
  group,
  source: `\\d{${read}}`,
  digits: letters.length,
  write: (moment) => pad(value(moment), letters.length),
});

const year = ({ year: of }: Moment) => of;
const month = ({ civil }: Moment) => civil.month;
const hour = ({ ms }: Moment) => Math.floor(ms / 3_600_000);
const halfDayHour = (moment: Moment) => ((hour(moment) + 11) % 12) + 1;
const minute = ({ ms }: Moment) => Math.floor(ms / 60_000) % 60;
const second = ({ ms }: Moment) => Math.floor(ms / 1000) % 60;
const week = ({ days }: Moment) => isoWeekFromDays(days).week;
const quarter = (moment: Moment) => Math.floor((month(moment) + 2) / 3);

const monthSaid = (text: string): Said | null => {
  const named = monthOfWord(text);
  if (!named) return null;
  return {
    letters: named.long ? 'MMMM' : 'MMM',
    month: named.month,
    languages: named.languages,
  };
};

const eraSaid = (name: string): Said => ({
  letters: name.length > 1 ? 'GGGG' : 'G',
  era: eraOf(name)!.before,
});

/** A quarter or a month that is one of several texts. */
const listed = (
  letters: string,
  group: string,
  texts: readonly string[],
  monthsEach: number,
): Field => ({
  ...{
    letters,
    group,
    digits: 0,
    source: [...texts].sort((a, b) => b.length - a.length).join('|'),
  },
  write: (moment) => texts[Math.floor((month(moment) - 1) / monthsEach)]!,
  word: (text) => ({ month: texts.indexOf(text) * monthsEach + 1 }),
});

const romanMonths = [...romanQuarters, 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/** Parts of a second, of which a time holds three digits. */
const fraction = (count: number): Field => ({
  letters: 'S'.repeat(count),
  group: 'f',
  source: '\\d{1,9}',
  digits: count,
  write: ({ ms }) =>
    pad(ms % 1000, 3)
      .padEnd(9, '0')
      .slice(0, count),
});

const text = (letters: string, group: string, source: string, write: Field['write']): Field => ({
  letters,
  group,
  source,
  write,
  digits: null,
});

/** A field of words, whose digits are none. */
const named = (
  letters: string,
  group: string,
  source: string,
  word: NonNullable<Field['word']>,
  write: Field['write'],
): Field => ({ ...text(letters, group, source, write), digits: 0, word });

const offsetSource =
  '(?: ?(?:(?<z>Z|z|UTC|GMT)|(?:UTC|GMT)?(?<o>[+\\u2212-])(?<oh>\\d{1,2}):?(?<om>\\d{2})?))';

/** Every field of a time, once. */
export const fields: readonly Field[] = [
  digits('yyyy', 'y', '4', year),
  digits('yy', 'Y', '2', (moment) => year(moment) % 100),
  digits('nnnn', 'n', '4', (moment) => year(moment) + 1),
  digits('nn', 'n', '2', (moment) => (year(moment) + 1) % 100),
  {
    ...digits('BBBB', 'B', '4', (moment) => year(moment) + buddhistLead),
    era: -buddhistLead,
  },
  {
    ...digits('BB', 'B', '2', (moment) => (year(moment) + buddhistLead) % 100),
    era: 2500 - buddhistLead,
  },
  text('RRR', 'R', '\\d{2,3}', (moment) => String(year(moment) - 1911)),
  named('GGGG', 'G', '明治|大正|昭和|平成|令和', eraSaid, ({ days }) => eraOfDay(days).name),
  named('G', 'G', '[MTSHR]', eraSaid, ({ days }) => eraOfDay(days).letter),
  {
    ...text('E', 'E', '\\d{1,2}|元', (at) => String(year(at) - eraOfDay(at.days).before)),
    word: (name) => (name === '元' ? { first: true } : null),
  },
  named(
    'MMM.',
    'N',
    `(?:${monthWord})\\.?`,
    (name) => monthSaid(name.replace(/\.$/, '')),
    ({ language, civil }) => abbreviatedMonth(language, civil.month),
  ),
  named('MMMM', 'N', monthWord, monthSaid, ({ language, civil, alone }) =>
    monthName(language, civil.month, true, alone),
  ),
  named('MMM', 'N', monthWord, monthSaid, ({ language, civil, alone }) =>
    monthName(language, civil.month, false, alone),
  ),
  listed('RM', 'J', romanMonths, 1),
  digits('MM', 'M', '1,2', month),
  digits('M', 'M', '1,2', month),
  listed('QQQ', 'O', romanQuarters, 3),
  listed('QQ', 'C', ['一', '二', '三', '四'], 3),
  digits('Q', 'Q', '1', quarter),
  digits('X', 'X', '1', (moment) => (month(moment) < 7 ? 1 : 2)),
  digits('DDD', 'D', '3', ({ days, civil }) => days - daysFromCivil(civil.year, 1, 1) + 1),
  digits('dd', 'd', '1,2', ({ civil }) => civil.day),
  digits('d', 'd', '1,2', ({ civil }) => civil.day),
  digits('ww', 'w', '2', week),
  digits('w', 'w', '1,2', week),
  digits('e', 'e', '1', ({ days }) => weekday(days)),
  digits('HH', 'H', '2', hour),
  digits('H', 'H', '1,2', hour),
  digits('hh', 'h', '1,2', halfDayHour),
  digits('h', 'h', '1,2', halfDayHour),
  digits('mm', 'm', '2', minute),
  digits('m', 'm', '1,2', minute),
  digits('ss', 's', '2', second),
  digits('s', 's', '1,2', second),
  ...[9, 8, 7, 6, 5, 4, 3, 2, 1].map(fraction),
  named(
    'a',
    'a',
    '[AaPp]\\.?[ \\u00a0\\u202f]?[Mm]\\.?',
    (half) => ({ halfDay: /^(?:[pP]|下午|午後)/.test(half) ? 'pm' : 'am' }),
    (moment) => (hour(moment) < 12 ? 'AM' : 'PM'),
  ),
  text('xxx', '', offsetSource, ({ offset }) => offset),
];

/** Groups that are no part of a date. */
const clockGroups = 'Hhmsfa';

/** The groups of all fields that make a date. */
export const dateGroups = [...new Set(fields.map(({ group }) => group))].filter(
  (group) => group !== '' && !clockGroups.includes(group),
);

const byLetters = new Map(fields.map((field) => [field.letters, field]));

/** The field of these letters. */
export const fieldOf = (letters: string) => byLetters.get(letters);

/** Whether letters of a pattern are a part of the time of day. */
export function isClockField(letters: string): boolean {
  const group = fieldOf(letters)?.group;
  return group !== undefined && group !== '' && clockGroups.includes(group);
}

/** The field that a form's group of so many digits reads: of one letter of a pattern, or of several. */
export function fieldOfGroup(group: string, length: number): Field {
  const all = fields.filter((field) => field.group === group);
  const found = all.find((field) => field.digits === length) ?? all[0];
  if (!found) throw new Error(`no field is read by group ${group}`);
  return found;
}

/** A pattern's parts: its language, quoted texts, and the letters of fields, the longest first. */
export const patternToken = (others = '') =>
  new RegExp(
    `^\\[([a-z]{2})\\]|'([^']*)'|${[...byLetters.keys()]
      .sort((a, b) => b.length - a.length)
      .map((letters) => letters.replace('.', '\\.'))
      .join('|')}${others}`,
    'g',
  );

/** Whether a pattern tells the day: not of a month, a quarter or a year alone. */
export const tellsDay = (pattern: string) =>
  [...pattern.matchAll(patternToken())].some(([letters]) => 'dDe'.includes(letters[0]!));
