import { type CellColumn, cellText, LONG, MAX_DIGITS, runsOf } from './cells.js';
import { isMissingText, withoutQuotes } from './missing.js';
import { prototypeOf } from './prototype.js';

export type DecimalMark = '.' | ',';

/** How all cells of one template are read as numbers under one decimal mark. */
export interface NumberReading {
  readonly negative: boolean;
  /** The number is digits × 10^exponent. */
  readonly exponent: number;
  /** Digits at the end that are a written exponent (`1.2E-5`), and its sign; 0 when there is none. */
  readonly exponentDigits: number;
  readonly exponentNegative: boolean;
  /** A finished double: digits are the number. */
  readonly finished: boolean;
  /** What stood around the number: `$`, `%`, `mm`; empty mostly. */
  readonly unit: string;
}

/** Powers of ten of the suffixes that multiply. */
const multipliers: Readonly<Record<string, number>> = {
  K: 3,
  k: 3,
  Tsd: 3,
  tsd: 3,
  M: 6,
  Mio: 6,
  mio: 6,
  mn: 6,
  MM: 6,
  mln: 6,
  B: 9,
  bn: 9,
  Bn: 9,
  Mrd: 9,
  mrd: 9,
  T: 12,
  tn: 12,
  万: 4,
  萬: 4,
  亿: 8,
  億: 8,
  만: 4,
  억: 8,
  千: 3,
  百万: 6,
  万亿: 12,
};

const currency =
  '[$€£¥￥₩₹₽₺₫฿₪₴₦₱¢元円원]|US\\$|A\\$|C\\$|HK\\$|NT\\$|R\\$|S\\$|(?:USD|EUR|GBP|JPY|CNY|RMB|CHF|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|INR|KRW|TWD|HKD|SGD|BRL|MXN|ZAR|TRY|RUB|UAH|ILS|THB|BTC|ETH)|Rs\\.?|R|kr\\.?|zł|Kč|Ft|lei|Fr\\.?|CHF';
const body = "[0-9][0-9.,'’ _\\u00a0\\u202f\\u2009]*|[.,][0-9]+";
const unit =
  '%|‰|°[CFKRN]?|º[CF]?|℃|℉|[µμ]g/m[³3]|[mc]?m|[km]m/h|kmh|mph|m/s|kts?|hPa|mbar|[kM]?Pa|inHg|in|ft|[kMGT]?Wh?(?:/m[²2])?|[KkMGT]i?B(?:/s)?|B/s|[kMG]?bps|[kKMG]bit/s|[kM]?VA|mV|[kM]?Hz|[km]?g|lbs?|oz|[mhd]?l|L|m[²³]|J/m[²2]|[km]?J|min|h|s|d|ms|pcs|Stk\\.?|pts?|bps?|x|手|股|点|點|人|件|個|个|枚|度|毫米|ppm|ppb|dB|V|A|C|F';
const numberForm = new RegExp(
  `^(?:(?<outer>${currency}) ?(?=\\())?(?<open>\\()?(?<before>${currency})? ?(?<sign>[+\\-\\u2212\\u2013])? ?(?<currency>${currency})?[ \\u00a0]?` +
    `(?<body>${body})(?:[eE](?<es>[+-]?)(?<e>[0-9]{1,3}))?[ \\u00a0]?(?<factor>百万|万亿|[万萬亿億만억千]|(?:Tsd\\.?|[Mm]io\\.?|[Mm]rd\\.?|mln\\.?|mn|MM|[Bb]n|tn|[KkMBT])(?![A-Za-zµμ]))?` +
    `(?:[ \\u00a0]?(?<after>${currency}|${unit})| [a-z]{1,2}| ?[*#†‡]{1,2}| ?\\([A-Za-z]\\))?(?<trailing>-)?(?<close>\\))?$`,
  'u',
);

/** The reading of a template under a decimal mark, or null when it is no number under it. */
export function numberReading(template: string, mark: DecimalMark): NumberReading | null {
  if (template.charCodeAt(0) === LONG) {
    if (template.length === 4 && template[2] !== mark) return null;
    return {
      negative: false,
      exponent: 0,
      exponentDigits: 0,
      exponentNegative: false,
      finished: true,
      unit: '',
    };
  }
  if (template.length > 60 || countDigits(template) > MAX_DIGITS) return null;
  const groups = numberForm.exec(withoutQuotes(prototypeOf(template)))?.groups;
  if (!groups) return null;
  if ((groups.open === undefined) !== (groups.close === undefined)) return null;
  if (groups.before !== undefined && groups.currency !== undefined) return null;
  const decimals = decimalsOf(groups.body!.trim(), mark);
  if (decimals === null) return null;
  const factor = groups.factor?.replace('.', '');
  return {
    negative:
      groups.open !== undefined || groups.trailing !== undefined || (groups.sign ?? '+') !== '+',
    exponent: (factor === undefined ? 0 : multipliers[factor]!) - decimals,
    exponentDigits: groups.e?.length ?? 0,
    exponentNegative: groups.es === '-',
    finished: false,
    unit: groups.outer ?? groups.before ?? groups.currency ?? groups.after ?? '',
  };
}

const countDigits = (template: string) => runsOf(template).reduce((sum, run) => sum + run, 0);

/** Digits after the decimal mark, or null when the marks do not fit: groups of three (or Indian). */
function decimalsOf(text: string, mark: DecimalMark): number | null {
  const at = text.lastIndexOf(mark);
  if (at >= 0 && text.indexOf(mark) !== at) return null;
  const whole = at < 0 ? text : text.slice(0, at);
  const fraction = at < 0 ? '' : text.slice(at + 1);
  if (!/^[0-9]*$/.test(fraction)) return null;
  if (whole === '' || /^[0-9]+$/.test(whole))
    return whole === '' && fraction === '' ? null : fraction.length;
  const separator = /[^0-9]/.exec(whole)![0];
  if (separator === mark) return null;
  const groups = whole.split(separator);
  const last = groups.pop()!;
  const first = groups.shift()!;
  const size = groups.every((group) => group.length === 3) ? 3 : 2; // Indian: 12,34,567
  if (last.length !== 3 || first.length < 1 || first.length > size) return null;
  if (
    !/^[0-9]+$/.test(first + last) ||
    !groups.every((group) => /^[0-9]+$/.test(group) && group.length === size)
  )
    return null;
  return fraction.length;
}

/** The number in a cell of the template. Correctly rounded: digits and the power of ten are exact. */
export function readNumber(reading: NumberReading, digits: number): number {
  if (reading.finished) return digits;
  let size: number;
  if (reading.exponentDigits > 0) {
    const split = 10 ** reading.exponentDigits;
    const written = (digits % split) * (reading.exponentNegative ? -1 : 1);
    size = Number(`${Math.floor(digits / split)}e${written + reading.exponent}`);
  } else if (reading.exponent === 0) size = digits;
  else
    size =
      reading.exponent < 0 ? digits / 10 ** -reading.exponent : digits * 10 ** reading.exponent;
  return reading.negative ? 0 - size : size; // `-0.0` is 0
}

/** What a column's templates say about the decimal mark, in cells. */
export interface MarkEvidence {
  /** Numbers only with a decimal point. */
  readonly point: number;
  /** Numbers only with a decimal comma. */
  readonly comma: number;
  /** Numbers under both, with different values: `1,234`. */
  readonly either: number;
  /** Numbers under both, with the same value. */
  readonly same: number;
  /** Neither number nor missing. */
  readonly other: number;
  readonly example: string | null;
}

export function markEvidence(column: CellColumn): MarkEvidence {
  const evidence = { point: 0, comma: 0, either: 0, same: 0, other: 0 };
  let example: string | null = null;
  column.templates.forEach((template, code) => {
    const count = column.counts[code]!;
    if (count === 0 || isMissingText(template)) return;
    const point = numberReading(template, '.');
    const comma = numberReading(template, ',');
    if (point && comma) {
      if (point.exponent === comma.exponent) evidence.same += count;
      else {
        evidence.either += count;
        example ??= cellText(column, column.codes.indexOf(code));
      }
    } else if (point) evidence.point += count;
    else if (comma) evidence.comma += count;
    else evidence.other += count;
  });
  return { ...evidence, example };
}
