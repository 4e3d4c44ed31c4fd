import { usageError } from '../../errors.js';
import { fieldOf, isClockField, patternToken } from './fields.js';
import type { DateForm } from './time-forms.js';

/** Names of formats that are numbers, beside the patterns. */
export const numericFormats = [
  'epoch-s',
  'epoch-ms',
  'epoch-us',
  'epoch-ns',
  'excel',
  'step',
] as const;

/** strftime's directives as pattern letters. */
const directives: Readonly<Record<string, string>> = {
  Y: 'yyyy',
  y: 'yy',
  m: 'MM',
  d: 'dd',
  e: 'd',
  H: 'HH',
  I: 'hh',
  M: 'mm',
  S: 'ss',
  f: 'SSSSSS',
  p: 'a',
  b: 'MMM',
  B: 'MMMM',
  j: 'DDD',
  z: 'xxx',
  Z: 'xxx',
  V: 'ww',
  G: 'yyyy',
  u: 'e',
  T: 'HH:mm:ss',
  F: 'yyyy-MM-dd',
  R: 'HH:mm',
};

/** Undelimited digits need their exact width. */
const exact: Readonly<Record<string, string>> = { MM: '(?<M>\\d{2})', dd: '(?<d>\\d{2})' };

const token = patternToken("|[A-Za-z]+|[^A-Za-z']+");

/**
 * The form that a user's --date-format describes, in the pattern letters of `TimeFormat` or with
 * strftime's directives.
 * @throws UserError (exit 2) when it names no year
 */
export function formOfPattern(text: string): DateForm {
  const pattern = text
    .replace(/^\[[a-z]{2}\]/, '')
    .replace(/%-?([A-Za-z])/g, (directive, letter: string) => directives[letter] ?? directive);
  const compact = /(?:yyyy|yy)MM|MM(?:dd|yyyy)|ddMM/.test(pattern);
  let source = '';
  for (const match of pattern.matchAll(token)) {
    const [letters, , literal] = match;
    if (literal !== undefined) source += escaped(literal === '' ? "'" : literal);
    else source += (compact ? exact[letters] : undefined) ?? groupOf(letters);
  }
  if (!/\(\?<[yYREB]>/.test(source)) {
    throw usageError(
      `--date-format ${text} has no year`,
      'write it like yyyy-MM-dd, dd.MM.yyyy HH:mm or %d/%m/%Y',
    );
  }
  try {
    return { kind: 'asked', begins: null, expression: new RegExp(`^${source}$`, 'du') };
  } catch {
    throw usageError(
      `--date-format ${text} names a field twice`,
      'write it like yyyy-MM-dd, dd.MM.yyyy HH:mm or %d/%m/%Y',
    );
  }
}

/** The group that reads a field, or the text itself where its letters are none. */
function groupOf(letters: string): string {
  const field = fieldOf(letters);
  if (!field) return escaped(letters);
  return field.group === '' ? field.source : `(?<${field.group}>${field.source})`;
}

/** The pattern without its time of day, for a date whose clock stands in another column. */
export function datePart(pattern: string): string {
  const fields = [...pattern.matchAll(token)].filter(([letters]) => fieldOf(letters));
  const at = fields.findIndex(([letters]) => isClockField(letters));
  const isBehind = at >= 0 && fields.slice(at).every(([letters]) => !/^[yMd]/.test(letters));
  return isBehind
    ? pattern.slice(0, fields[at]!.index).replace(/(?<!['T ])(?: |'T')+$/, '')
    : pattern;
}

const escaped = (literal: string) =>
  literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/ +/g, ' +');
