import { usageError } from '../../errors.js';
import { monthWord } from '../calendar/month-names.js';
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

const groups: Readonly<Record<string, string>> = {
  yyyy: '(?<y>\\d{4})',
  yy: '(?<Y>\\d{2})',
  BBBB: '(?<B>\\d{4})',
  BB: '(?<B>\\d{2})',
  RRR: '(?<R>\\d{2,3})',
  nn: '(?<n>\\d{2})',
  nnnn: '(?<n>\\d{4})',
  G: '(?<G>[MTSHR])',
  GGGG: '(?<G>明治|大正|昭和|平成|令和)',
  E: '(?<E>\\d{1,2}|元)',
  QQ: '(?<C>[一二三四])',
  QQQ: '(?<O>I{1,3}|IV)',
  X: '(?<X>\\d)',
  w: '(?<w>\\d{1,2})',
  M: '(?<M>\\d{1,2})',
  MM: '(?<M>\\d{1,2})',
  MMM: `(?<N>${monthWord})`,
  MMMM: `(?<N>${monthWord})`,
  d: '(?<d>\\d{1,2})',
  dd: '(?<d>\\d{1,2})',
  DDD: '(?<D>\\d{3})',
  H: '(?<H>\\d{1,2})',
  HH: '(?<H>\\d{2})',
  h: '(?<h>\\d{1,2})',
  hh: '(?<h>\\d{1,2})',
  m: '(?<m>\\d{1,2})',
  mm: '(?<m>\\d{2})',
  s: '(?<s>\\d{1,2})',
  ss: '(?<s>\\d{2})',
  Q: '(?<Q>\\d)',
  ww: '(?<w>\\d{2})',
  e: '(?<e>\\d)',
  a: '(?<a>[AaPp]\\.?[ \\u00a0\\u202f]?[Mm]\\.?)',
  xxx: '(?: ?(?:(?<z>Z|z|UTC|GMT)|(?:UTC|GMT)?(?<o>[+\\u2212-])(?<oh>\\d{1,2}):?(?<om>\\d{2})?))',
};

/** Undelimited digits need their exact width. */
const exact: Readonly<Record<string, string>> = { MM: '(?<M>\\d{2})', dd: '(?<d>\\d{2})' };

const token =
  /'([^']*)'|yyyy|yy|nn(?:nn)?|BBBB|BB|RRR|G{4}|G|E|M{1,4}|d{1,2}|DDD|H{1,2}|h{1,2}|mm?|ss?|S{1,9}|Q{1,3}|X|ww?|e|a|xxx|[A-Za-z]+|[^A-Za-z']+/g;

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
    const [letters, literal] = match;
    if (literal !== undefined) source += escaped(literal === '' ? "'" : literal);
    else if (/^S+$/.test(letters)) source += '(?<f>\\d{1,9})';
    else source += (compact ? exact[letters] : undefined) ?? groups[letters] ?? escaped(letters);
  }
  if (!/\(\?<[yYREB]>/.test(source)) {
    throw usageError(
      `--date-format ${text} has no year`,
      'write it like yyyy-MM-dd, dd.MM.yyyy HH:mm or %d/%m/%Y',
    );
  }
  // Months that are too short to be abbreviated have no full stop: `mars 2024` beside `janv. 2024`.
  source = source.replace(/(\(\?<N>[^)]*\))\\\./, '$1\\.?');
  try {
    return { kind: 'asked', begins: null, expression: new RegExp(`^${source}$`, 'du') };
  } catch {
    throw usageError(
      `--date-format ${text} names a field twice`,
      'write it like yyyy-MM-dd, dd.MM.yyyy HH:mm or %d/%m/%Y',
    );
  }
}

/** The pattern without its time of day, for a date whose clock stands in another column. */
export const datePart = (pattern: string) =>
  pattern.replace(/(?<![ 'T])[ 'T]*(?:HH?|hh?)[^yMd]*$/, '');

const escaped = (literal: string) =>
  literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/ +/g, ' +');
