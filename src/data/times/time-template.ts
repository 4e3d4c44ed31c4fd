import { MAX_DIGITS } from '../cells/cells.js';
import { prototypeOf } from '../cells/prototype.js';
import { withThaiYears } from './buddhist-years.js';
import { fieldOfGroup } from './fields.js';
import { clockForms, type DateForm, dateForms, zoneNames } from './time-forms.js';
import type { Cut, TimeReading } from './time-reading.js';

/** Numbers below zero, and ones with too few digits on both sides of their mark: no date unasked. */
const noDate = /^-|^0{1,3}[.,]0{1,3}$/;

/** All readings of a template as a date, with or without a time of day, by the given forms. */
export function dateReadings(
  template: string,
  forms: readonly DateForm[] = dateForms,
): TimeReading[] {
  const prototype = prototypeOf(template);
  const { text, lead } = trimmed(prototype);
  if (text.length > 90 || text.length < 4 || /[1-9]/.test(text)) return [];
  if (forms === dateForms && noDate.test(text)) return [];
  const readings: TimeReading[] = [];
  for (const form of forms) {
    if (form.begins && !form.begins.test(text)) continue;
    const match = form.expression.exec(text);
    const reading = match && readingOf(form.kind, match, lead, prototype);
    if (reading && !readings.some((other) => other.kind === reading.kind)) readings.push(reading);
  }
  return readings;
}

/** The reading of a template as a time of day, or null. */
export function clockReading(template: string): TimeReading | null {
  const prototype = prototypeOf(template);
  const { text, lead } = trimmed(prototype);
  if (text.length > 40 || /[1-9]/.test(text)) return null;
  for (const form of clockForms) {
    const match = form.exec(text);
    const reading = match && readingOf('clock', match, lead, prototype);
    // `HE01` is written back as 01:00, which reads back behind a date.
    if (reading) return /^\p{L}/u.test(text) ? { ...reading, pattern: 'HH:mm' } : reading;
  }
  return null;
}

/** Behind it may stand that its numbers are preliminary: `2024 (p)`, `2024Q1p`, besides `2024 april*`. */
const preliminary = / ?\([pre]\)$|(?<=[QMKa-z] ?-?0{1,4}) ?[pr]$/i;

function trimmed(prototype: string): { text: string; lead: number } {
  // `="…"` asks a spreadsheet to keep a text.
  const text = prototype.replace(/^=?[\s"']+/, '');
  return {
    text: text.replace(/(?<![\s"'*†])[\s"'*†]+$/, '').replace(preliminary, ''),
    lead: prototype.length - text.length,
  };
}

function readingOf(
  kind: string,
  match: RegExpExecArray,
  lead: number,
  prototype: string,
): TimeReading | null {
  const groups = match.groups ?? {};
  const indices = match.indices?.groups ?? {};
  const total = countDigits(prototype, 0, prototype.length);
  const cuts = new Map<string, Cut>();
  const spans: { from: number; to: number; letters: string }[] = [];
  let month = 0;
  let languages: readonly string[] = [];
  let halfDay: 'am' | 'pm' | null = null;
  let offset: 0 | 1 | -1 | null = null;
  let offsetFrom = -1;
  let zoneMinutes = 0;
  let era = kind.startsWith('yearless') ? 2000 : null;
  for (const [key, text] of Object.entries(groups)) {
    const span = indices[key];
    if (text === undefined || !span || key === 'g') continue;
    const [from, to] = span;
    if (key[0] === 'W') {
      spans.push({ from, to, letters: '' }); // a weekday follows from the date
      continue;
    }
    if (key === 'oh' || key === 'om') {
      cuts.set(key, cutOf(prototype, lead + from, lead + to, total));
      spans.push({ from, to, letters: '' });
      continue;
    }
    const group = key[0]!;
    if (group === 'z' || group === 'o') {
      offset = group === 'z' ? 0 : text === '+' ? 1 : -1;
      if (group === 'z') zoneMinutes = zoneNames[text] ?? 0;
      const brackets = match[0][from - 1] === '(' ? 1 : 0; // `(CEST)`
      offsetFrom = from - brackets;
      spans.push({ from: offsetFrom, to: to + brackets, letters: 'xxx' });
      continue;
    }
    const field = fieldOfGroup(group, to - from);
    const said = field.word?.(text) ?? null;
    if (!said && field.digits === 0) return null;
    if (said) {
      month = said.month ?? month;
      languages = said.languages ?? languages;
      halfDay = said.halfDay ?? halfDay;
      era = said.first ? era! + 1 : (said.era ?? era);
    } else {
      era = field.era ?? era;
      const cut = cutOf(prototype, lead + from, lead + to, total);
      cuts.set(field.era === undefined ? group : 'E', cut);
    }
    spans.push({ from, to, letters: said?.letters ?? field.letters });
  }
  return withThaiYears({
    kind,
    pattern: patternOf(match[0], spans, offsetFrom),
    cuts,
    month,
    languages,
    halfDay,
    offset,
    zoneMinutes,
    era,
  });
}

function countDigits(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (text[i] === '0') count++;
  return count;
}

function cutOf(prototype: string, from: number, to: number, total: number): Cut {
  const start = countDigits(prototype, 0, from);
  const size = countDigits(prototype, from, to);
  const end = start + size;
  const inFirst = Math.min(total, MAX_DIGITS);
  if (end <= inFirst)
    return { from: 'digits', divisor: 10 ** (inFirst - end), modulus: 10 ** size, shift: 1 };
  const divisor = 10 ** (total - end);
  if (start >= inFirst) return { from: 'more', divisor, modulus: 10 ** size, shift: 1 };
  return { from: 'both', divisor, modulus: 10 ** (inFirst - start), shift: 10 ** (end - inFirst) };
}

/** The text of a match with its fields shown as letters and other letters quoted. */
function patternOf(
  text: string,
  spans: { from: number; to: number; letters: string }[],
  offsetFrom: number,
): string {
  let pattern = '';
  let at = 0;
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    // Between an offset's sign, hours and minutes there is nothing to write: `xxx` stands for all.
    if (offsetFrom < 0 || span.from <= offsetFrom) pattern += quoted(text.slice(at, span.from));
    pattern += span.letters;
    at = span.to;
  }
  const rest = offsetFrom >= 0 ? '' : text.slice(at);
  return pattern + (/\d/.test(rest) ? '' : quoted(rest));
}

const quoted = (literal: string) =>
  literal.replace(/\p{L}+|'/gu, (word) => (word === "'" ? "''" : `'${word}'`));
