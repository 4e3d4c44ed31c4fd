import { monthWord } from '../calendar/month-names.js';
import { fieldOf } from './fields.js';
import { namedForms, periodForms, yearlessForms } from './period-forms.js';

/**
 * The written forms of dates and times, as regular expressions over a template's prototype (the
 * template with every digit shown as 0). Named groups are fields; their place says which digits of
 * the cell they are. Every quantifier is bounded or over disjoint classes, so matching is linear.
 */
export interface DateForm {
  /** Forms of one kind are one reading of a column: `dmy` and `mdy` exclude each other. */
  readonly kind: string;
  readonly expression: RegExp;
  /**
   * What a text of this form begins with, if that is quicker to check: to compile the whole expression
   * takes longer than to read a small file. Null for nothing.
   */
  readonly begins: RegExp | null;
}

const year = '(?<y>\\d{4})';
const shortYear = '(?<Y>\\d{2})';
const month = '(?<M>\\d{1,2})';
const day = '(?<d>\\d{1,2})';
const name = `(?<N>${monthWord})\\.?`;
const gap = '[-/. ,]{1,2}';

/** Kinds with a day may carry a time of day behind them. */
const dayForms: readonly (readonly [string, string])[] = [
  ['ymd', `${year}(?<g>[-/._]|[-/.] |, ?| )${month}\\k<g>${day}`],
  ['ymd', `${year}(?<M>\\d{2})(?<d>\\d{2})`],
  ['ymd', `${year}[年년] ?${month}[月월] ?${day}[日일号]?`],
  ['ymd', `${year}(?<g>\\. ?| )${month}\\k<g>${day}\\.?`],
  ['dmy', `${day}(?<g>[-/.]|\\. | )${month}\\k<g>(?:${year}|${shortYear})(?: ?г\\.|\\.)?`],
  ['mdy', `${month}(?<g>[-/.]|\\. | )${day}\\k<g>(?:${year}|${shortYear})`],
  ['y2md', `${shortYear}(?<g>[-/.])${month}\\k<g>${day}`],
  ['roc', `(?<R>\\d{3})(?<g>[-/.])${month}\\k<g>${day}`],
  ['roc', `(?:民國|中華民國)?(?<R>\\d{2,3})年${month}月${day}日`],
  ['ydm', `${year}(?<g>[-/.])${day}\\k<g>${month}`],
  ['ddmmyyyy', `(?<d>\\d{2})(?<M>\\d{2})${year}`],
  [
    'dNy',
    `${day}(?:st|nd|rd|th|er|º|\\.)?(?:${gap}| de |)${name}(?:${gap}| de | del |)(?:${year}|'?${shortYear})(?: ?г\\.)?`,
  ],
  ['Ndy', `${name}(?:${gap}|)${day}(?:st|nd|rd|th)?${gap}(?:${year}|'${shortYear})`],
  // A dash behind a day begins no year, unless one stands before it: `Jan 4-10` is a week.
  ['Ndy', `${name}(?:[/. ,]{1,2}|)${day}(?:st|nd|rd|th)?[/. ,]{1,2}${shortYear}(?!:)`],
  ['Ndy', `${name}-${day}-${shortYear}`],
  ['dNy', `${day}${gap}(?<J>${fieldOf('RM')!.source})${gap}${year}`],
  ['yNd', `${year}${gap}${name}${gap}${day}`],
  [
    'era',
    `(?<G>明治|大正|昭和|平成|令和|[MTSHR])(?<E>\\d{1,2}|元)(?:年|[./-])${month}(?:月|[./-])${day}日?`,
  ],
  ['yday', `${year}[-.]?(?<D>\\d{3})`],
];

const clockSource =
  '(?:(?:(?<h7>\\d{1,2}):(?<m7>\\d{2})(?<a7>[AaPp]))' +
  '|(?:(?<h>\\d{1,2})(?:[:.](?<m>\\d{2})(?:[:.](?<s>\\d{2})(?:[.,](?<f>\\d{1,9}))?)?)?[ \\u00a0\\u202f]?(?<a>[AaPp]\\.?[ \\u00a0\\u202f]?[Mm]\\.?))' +
  '|(?:(?<a2>上午|下午|午前|午後) ?(?<h2>\\d{1,2})[:时時](?<m6>\\d{2})(?:[:分](?<s6>\\d{2})秒?)?分?)' +
  '|(?:(?<H>\\d{1,2})[:.h](?<m2>\\d{2})(?:[:.](?<s2>\\d{2})(?:[.,:](?<f2>\\d{1,9}))?)?(?: ?(?:Uhr|hrs?|h))?)' +
  '|(?:(?<H3>\\d{1,2})[时時](?:(?<m3>\\d{1,2})分(?:(?<s3>\\d{1,2})秒)?)?)' +
  '|(?:(?<H8>\\d{2})-(?<m8>\\d{2})(?:-(?<s8>\\d{2}))?)' +
  '|(?:(?<H4>\\d{2})(?<m4>\\d{2})(?<s4>\\d{2})?)' +
  '|(?:(?<H5>\\d{1,2})(?: ?(?:Uhr|hrs?|h))?))';
/** Zones that one abbreviation names beyond doubt, in minutes east of UTC. (CST may be Chicago or China.) */
export const zoneNames: Readonly<Record<string, number>> = {
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  MEZ: 60,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  AST: -240,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  JST: 540,
  KST: 540,
  HKT: 480,
  SGT: 480,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
};
const zoneSource =
  `(?: ?(?:(?<z>Z|z|UTC|GMT|${Object.keys(zoneNames).join('|')})|` +
  '(?<W3>UTC|GMT)?(?<o>[+\\u2212-])(?<oh>\\d{1,2}):?(?<om>\\d{2})?)(?:\\[[A-Za-z_/+-]{1,40}\\]| \\([A-Za-z ]{1,40}\\)| UTC)?' +
  `| \\((?<z2>${Object.keys(zoneNames).join('|')})\\))?`;
/** A weekday before a date, or that it begins or ends a week. */
const weekdaySource =
  '(?<W>\\p{L}{1,12}\\.?,? |[Ww]/[EeCc] |[Ww]eek (?:ending|beginning|commencing|of):? )?';
const weekdayBehind =
  '(?<W2>[ ,]{0,2}\\(?(?:(?:星期|周|週|礼拜)?[一二三四五六日天月火水木金土]|曜日|[月火水木金土日]曜日|(?:[Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un)[a-z]{0,6}|Mo|Di|Mi|Do|Fr|Sa|So)\\.?\\)?)?';
const clockGap =
  '(?:(?<=[日号일])|[Tt_;]|[ \\u00a0]{1,4}|, ?| at | um | klo |[-:/](?=\\d{2}[:-]\\d{2}|\\d{4}$|\\d{2}$))';
/** The end of an interval: the start is what counts. */
const intervalSource =
  '(?:[ \\u00a0]{1,3}(?:-|–|—|to|bis|~)[ \\u00a0]{1,3}.{1,60}|/(?:\\d{4}|P).{1,60}|[-–]\\d{1,4}[./]\\d{1,2}[./]\\d{1,4})?';

const compile = (source: string) => new RegExp(`^${source}$`, 'du');

/** All forms of a time, in the order of preference between forms of one kind. */
export const dateForms: readonly DateForm[] = [
  ...dayForms.map(([kind, date]) => ({
    kind,
    begins: new RegExp(`^${weekdaySource}${date}`, 'u'),
    expression: compile(
      `${weekdaySource}${date}${weekdayBehind}(?:${clockGap}${clockSource})?${zoneSource}${intervalSource}`,
    ),
  })),
  ...periodForms.map(([kind, date]) => ({ kind, begins: null, expression: compile(date) })),
  ...[
    `(?<H>\\d{2})(?<m>\\d{2})(?<s>\\d{2})(?:[.,](?<f>\\d{1,3}))?`,
    `(?<H>\\d{2})(?<m>\\d{2})`,
    `(?<H>\\d{2})`,
  ].map((clock) => ({
    kind: 'ymd',
    begins: /^\d{8}/,
    expression: compile(`${year}(?<M>\\d{2})(?<d>\\d{2})${clock}${zoneSource}`),
  })),
  {
    // Date.toString and ctime: `Fri Jan 05 2024 10:00:00 GMT+0100 (…)`, `Fri Jan  5 10:00:00 2024`.
    kind: 'Ndy',
    begins: /^\p{L}{2}/u,
    expression: compile(
      `(?<W>\\p{L}{2,4} )${name} {1,2}${day} (?<H>\\d{2}):(?<m>\\d{2}):(?<s>\\d{2}) ${year}`,
    ),
  },
];

/** Behind a time of day in a column of its own: the end of the interval that it begins. */
const clockEnd = ' ?[-\u2013\u2014] ?\\d{1,2}(?:[:.]\\d{2}(?:[:.]\\d{2})?)?(?: ?(?:Uhr|h))?';

/** A time of day in a column of its own: `09:30`, `9:30 PM`, `09:30-09:45`, `00 - 01`, `HE01`. */
export const clockForms: readonly RegExp[] = [
  compile(`${clockSource}(?:${clockEnd})`),
  compile(`${clockSource}${zoneSource}`),
  compile('(?:HE|H|Hour|Hr|Std\\.?|Stunde) ?(?<H>\\d{1,2})'),
];

/** Days without a year, read within the leap year 2000 to see how they follow each other. */
export const formsWithoutYear: readonly DateForm[] = yearlessForms.map(([kind, date]) => ({
  kind,
  begins: null,
  expression: compile(date),
}));

/** The forms of the kind of period that a column's name says; none for other names. */
export function formsByName(name: string): readonly DateForm[] {
  const found = namedForms.find(({ name: says }) => says.test(name));
  if (!found) return [];
  const { kind, forms } = found;
  return [
    ...dateForms.filter((form) => form.kind === kind),
    ...forms.map((form) => ({ kind, begins: null, expression: compile(form) })),
  ];
}
