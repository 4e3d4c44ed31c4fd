import { monthWord } from '../calendar/month-names.js';

const year = '(?<y>\\d{4})';
const shortYear = '(?<Y>\\d{2})';
const month = '(?<M>\\d{1,2})';
const name = `(?<N>${monthWord})\\.?`;
const gap = '[-/. ,]{1,2}';
/** A year behind a quarter, a half or a week: of four digits, or of two behind a mark. */
const anyYear = `(?:[- /,.]{0,2}${year}|(?:[- /]|[- ]?')${shortYear})`;
const fiscal = '(?:FY|CY|GJ|Fiscal) ?';

/** Months, quarters, halves, weeks, years and seasons, by kind; they carry no time of day. */
export const periodForms: readonly (readonly [string, string])[] = [
  ['Ny', `${name}(?:${gap}| de |)(?:${year}|'?${shortYear})`],
  ['yN', `(?:CY ?)?(?:${year}|${shortYear})(?:${gap}|)${name}`],
  ['ym', `${year}[-/.]${month}`],
  ['ym', `${year}[年년] ?${month}[月월]?份?`],
  ['ym', `${year}(?<M>\\d{2})`],
  ['ym', `${year}[- ]?[Mm]${month}`],
  ['ym', `${year}:${month}`],
  ['my', `${month}[-/.]${year}`],
  ['mY', `(?<M>\\d{2})[-/]${shortYear}`],
  ['era', `(?<G>明治|大正|昭和|平成|令和|[MTSHR])(?<E>\\d{1,2}|元)(?:年|[./-])(?<M>\\d{1,2})月?`],
  ['era', '(?<G>明治|大正|昭和|平成|令和|[MTSHR])(?<E>\\d{1,2}|元)年(?:度)?'],
  ['yq', `${year}[- /:.]?[QqTK](?<Q>\\d)`],
  ['yq', `[QqTK](?<Q>\\d)[- /.]?${year}`],
  ['yq', `(?<Q>\\d)\\. ?(?:Quartal|Vierteljahr|Vj\\.?|kvartal|kv\\.?) ${year}`],
  ['yq', `(?<Q>\\d)(?:st|nd|rd|th) [Qq](?:uarter|tr\\.?),? ${year}`],
  ['yq', `(?<Q>\\d)(?:er|e|º|°|o)? ?[Tt]rim(?:estr[ae])?\\.? (?:de )?${year}`],
  ['yq', `[Tt]rim(?:estr[ae])?\\.? ?(?<Q>\\d)[ ,]{1,2}${year}`],
  ['yq', `${year} (?:[Kk]v|[Kk]vartal|Qtr|Quarter)\\.? ?(?<Q>\\d)`],
  ['ym', `${year}-${month}月`],
  ['my', `M${month} ${year}`],
  ['yq', `${fiscal}(?:${year}|'?${shortYear})[- /]?Q(?<Q>\\d)`],
  ['yq', `Q(?<Q>\\d)${anyYear}`],
  ['yq', `Q(?<Q>\\d)[- /]?${fiscal}(?:${year}|'?${shortYear})`],
  ['yq', `(?<Q>\\d)[QqTt][- /']{0,2}(?:${fiscal})?(?:${year}|${shortYear})`],
  ['yq', `(?<O>I{1,3}|IV)[-/. ]{1,2}${year}`],
  ['yq', `${year}[-/. ]{1,2}(?<O>I{1,3}|IV)`],
  ['yq', `${year}[-/.:](?<Q>\\d)`],
  ['yq', `${year}年 ?第?(?:(?<Q>\\d)|(?<C>[一二三四]))季度?`],
  ['yh', `${year}[- /]?[HhSs](?<X>\\d)`],
  ['yh', `[HS](?<X>\\d)${anyYear}`],
  ['yh', `(?<X>\\d)H[- /']{0,2}(?:${year}|${shortYear})`],
  ['yw', `${year}[- /]?(?:W|KW ?|w|CW|V|[Ww]eek ?)(?<w>\\d{1,2})(?:-?(?<e>\\d))?`],
  ['yw', `(?:W|KW|CW|[Ww]k|[Ww]eek|Woche|[Ss]emana|[Ss]emaine) ?(?<w>\\d{1,2})[- /,.]{1,2}${year}`],
  ['yw', `${year}年第(?<w>\\d{1,2})[周週]`],
  ['yw', `${year}[-/]?(?<w>\\d{2})`],
  ['yw', `${year}[-/](?<w>\\d)`],
  ['season', `(?:${fiscal})?${year}[-/\\u2013](?<n>\\d{4}|\\d{2})`],
  ['y', `${year}[年년]?`],
  // A day, but six digits and a time of day would be too many things.
  ['yymmdd', '(?<Y>\\d{2})(?<M>\\d{2})(?<d>\\d{2})'],
  ['y', `${fiscal}(?:${year}|'?${shortYear})`],
];

/**
 * Forms that the name of a column decides: elsewhere `1-2015` is a month, and `20151` a number. The kind's
 * other forms count in such a column before all others.
 */
export const namedForms: readonly {
  readonly kind: string;
  readonly name: RegExp;
  readonly forms: readonly string[];
}[] = [
  {
    kind: 'yw',
    name: /week|wk|woche|(?:^|[^a-z])kw(?:[^a-z]|$)|semaine|semana|settimana|vecka|týden|周|週/i,
    forms: [`(?<w>\\d{1,2})[-/. ]${year}`],
  },
  {
    kind: 'yq',
    name: /quart|(?:^|[^a-z])(?:qtr|qtrs|q|kvartal|vierteljahr)(?:[^a-z]|$)|trimest|季/i,
    forms: [`(?<Q>\\d)[-/. ]${year}`, `${year}(?<Q>\\d)`],
  },
  {
    kind: 'yh',
    name: /half|semest|halbjahr|半年/i,
    forms: [`(?<X>\\d)[-/. ]${year}`, `${year}[-/. ]?(?<X>\\d)`],
  },
];

/** Days without a year, which no axis can be made of. */
export const yearlessForms: readonly (readonly [string, string])[] = [
  ['yearless', `(?<d>\\d{1,2})(?:${gap}|)${name}`],
  ['yearless', `${name}(?:${gap}|)(?<d>\\d{1,2})(?:st|nd|rd|th)?`],
  ['yearless', `${name}(?:${gap}|)(?<d>\\d{1,2}) ?[-\u2013] ?(?:\\p{L}{3,12}\\.? ?)?\\d{1,2}`],
  ['yearless-md', `${month}[-/.](?<d>\\d{1,2})`],
  ['yearless-dm', `(?<d>\\d{1,2})[-/.]${month}\\.?`],
  ['yearless', '(?<M>\\d{1,2})[月월] ?(?<d>\\d{1,2})[日일]?'],
];
