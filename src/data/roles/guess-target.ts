import { dataError } from '../../errors.js';
import { type CellColumn, cellKey, runsOf } from '../cells/cells.js';
import { type Meaning, means, meansOfTicker, soundsLikeTime } from '../cells/column-names.js';
import { readNumbers } from '../cells/number-column.js';
import type { ColumnType } from '../reading.js';
import { followsTime, isEven } from './follows-time.js';
import type { RoleMaterial } from './role-material.js';

interface TargetGuess {
  readonly column: number;
  readonly evidence: string;
  readonly confidence: 'certain' | 'likely' | 'weak';
}

/**
 * The column to forecast where none is named: adjusted close, close, the only numbers, a telling name,
 * the first that is no constant, counter or identifier.
 * @throws UserError (exit 4) when there are no numbers
 */
export function guessTarget(
  { file, names, columns, types, marks, timeColumns, times }: RoleMaterial,
  taken: ReadonlySet<number>,
  ids: readonly number[],
): TargetGuess {
  const numbers = names.map((_, j) => j).filter((j) => types[j] === 'number' && !taken.has(j));
  if (numbers.length === 0) throw noNumbers(file, names, types, taken);
  const numeric = withoutPlaces(names, numbers);
  const price =
    priceColumn(names, numeric) ??
    priceByLetter(names, numeric) ??
    unnamedPrice({ names, columns, marks }, numeric);
  if (price) return price;
  if (numeric.length === 1)
    return { column: numeric[0]!, evidence: 'the only column of numbers', confidence: 'certain' };
  const idCells = ids.map((j) => columns[j]!);
  const fit = numeric.filter(
    (j) =>
      isWorthForecasting(names[j]!, columns[j]!, times.length) &&
      !belongsToId(columns[j]!, idCells),
  );
  const happened = fit.filter((j) => !expected.test(names[j]!));
  const worth = happened.length > 0 ? happened : fit;
  const telling = tellingName(names, numeric, worth);
  if (telling) return telling;
  const measured = worth.filter((j) => {
    const { values } = readNumbers(columns[j]!, marks[j]!);
    // Without an axis, what goes on by even steps is the time of a run; with one it may be a trend.
    const mayBeTime = timeColumns.length === 0 || soundsLikeTime(names[j]!);
    return !followsTime(values, times) && !(mayBeTime && isEven(values));
  });
  if (measured.length === 1)
    return { column: measured[0]!, evidence: 'the only measured column', confidence: 'likely' };
  if (numeric.every((j) => isDescriptive(names[j]!)))
    throw onlyDescribed({ file, names, columns, types }, taken);
  const named = numeric.filter((j) => !isDescriptive(names[j]!) && !/^column\d+$/.test(names[j]!));
  return {
    column: measured[0] ?? worth[0] ?? named[0] ?? numeric[0]!,
    evidence: `the first of ${measured.length || numeric.length} columns of numbers`,
    confidence: 'weak',
  };
}

/** All but `x` and `y` where both are there, and something else: they say where, not how much. */
function withoutPlaces(names: readonly string[], numeric: readonly number[]): readonly number[] {
  const called = (j: number, letter: string) => names[j]!.trim().toLowerCase() === letter;
  if (!['x', 'y'].every((letter) => numeric.some((j) => called(j, letter)))) return numeric;
  const others = numeric.filter((j) => !called(j, 'x') && !called(j, 'y'));
  return others.length > 0 ? others : numeric;
}

/** Adjusted close before close, of the first security where there are several. */
function priceColumn(names: readonly string[], numeric: readonly number[]): TargetGuess | null {
  for (const test of [means, meansOfTicker]) {
    const all = (meaning: Meaning) => numeric.filter((j) => test(names[j]!, meaning));
    const several = (found: readonly number[]) =>
      found.length > 1 ? `, the first of ${found.length}` : '';
    const adjusted = all('adjusted');
    if (adjusted[0] !== undefined) {
      const evidence = `the adjusted closing price${several(adjusted)}`;
      return { column: adjusted[0], evidence, confidence: 'certain' };
    }
    const [closes, lasts] = [all('close'), all('last')];
    const close = closes.length > 0 ? closes : lasts;
    const among = all('open').length > 0 || all('volume').length > 0 || numeric.length === 1;
    if (close[0] !== undefined && among) {
      const evidence = `the closing price${several(close)}`;
      return { column: close[0], evidence, confidence: 'certain' };
    }
  }
  return null;
}

/** Columns called o, h, l and c. */
function priceByLetter(names: readonly string[], numeric: readonly number[]): TargetGuess | null {
  const called = (letter: string) => numeric.find((j) => names[j]!.toLowerCase() === letter);
  const [close] = ['c', 'o', 'h', 'l'].map(called);
  if (close === undefined || ['o', 'h', 'l'].some((letter) => called(letter) === undefined))
    return null;
  return { column: close, evidence: 'the closing price', confidence: 'certain' };
}

/** Four columns without names of which the second is never below, the third never above the others. */
function unnamedPrice(
  { names, columns, marks }: Pick<RoleMaterial, 'names' | 'columns' | 'marks'>,
  numeric: readonly number[],
): TargetGuess | null {
  const unnamed = (j: number) => numeric.includes(j) && /^column\d+$/.test(names[j]!);
  const first = numeric.find((j) => [j, j + 1, j + 2, j + 3].every(unnamed));
  if (first === undefined) return null;
  const [open, high, low, close] = [0, 1, 2, 3].map(
    (k) => readNumbers(columns[first + k]!, marks[first + k]!).values,
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  let spread = 0;
  for (let row = 0; row < open.length; row++) {
    if (high[row]! < Math.max(open[row]!, close[row]!)) return null;
    if (low[row]! > Math.min(open[row]!, close[row]!)) return null;
    if (high[row]! > low[row]!) spread++;
  }
  if (spread < open.length * 0.5) return null;
  const evidence = 'the closing price, after what look like open, high and low';
  return { column: first + 3, evidence, confidence: 'likely' };
}

/** What people forecast, recognized by a word of the name. */
const wanted =
  /(?:^|[^a-z])(?:sales|demand|load|price|revenue|consumption|passengers|visitors|orders|traffic|flow|cnt|verbrauch|umsatz|absatz|nd|ot)(?:[^a-z]|$)|销量|需求/i;

/** Of weather, people ask for the temperature. */
const temperature =
  /temp(?:erature?|eratur|eratura)?(?:[^a-z]|$)|^(?:tavg|tmean|tmax|tmk|t2m|tt_tu|tt_10|mo_tt|t[gmx]?)$|^t \(|气温|気温|氣溫|温度|溫度|기온/i;
const dewPoint = /dew|taupunkt|露点|이슬점/i;
const weather =
  /prcp|precip|rain|snow|wind|awnd|wnd|gust|press|mbar|hpa|slp|altim|barom|humid|cloud|sun|weather|niederschlag|nederbörd|降水|氣壓|气压|気圧|降雨|강수|evap|^et[o0](?:[^a-z]|$)|^rr1?$|^fhvec$|^(?:f[xmfh]|mo_n|rsk|pp_10|p|rh|ghi|dni|[uv]10)(?:[^a-z]|$)/i;

/** What somebody expected is not what happened. */
const expected = /forecast|predict|prévision|previs|prognos|vorhersage|预测|予測/i;

function tellingName(
  names: readonly string[],
  numeric: readonly number[],
  worth: readonly number[],
): TargetGuess | null {
  const byName = (column: number | undefined, evidence: string): TargetGuess | null =>
    column === undefined ? null : { column, evidence, confidence: 'likely' };
  const [first] = worth;
  const ofWeather = first !== undefined && weather.test(names[first]!);
  return (
    byName(
      numeric.find((j) => means(names[j]!, 'value')),
      'its name',
    ) ??
    byName(
      worth.find((j) => wanted.test(names[j]!)),
      'its name is what people forecast',
    ) ??
    (ofWeather
      ? byName(
          worth.find((j) => temperature.test(names[j]!) && !dewPoint.test(names[j]!)),
          'the temperature, of several columns of weather',
        )
      : null)
  );
}

/** Names of numbers that describe a row and are no one's question. */
const descriptive =
  /^(?:lat|lon|long|lng|latitude|longitude|elevation|altitude|elev|alt|id|index|instant|rownum|unnamed.*|year|yr|month|mo|mnth|day|dy|hour|hr|minute|week|weekday|dow|doy|jul|julian|jday|iso_?(?:week|year)|week_?(?:no|nr|num|number)|epi_?week|mmwr_?week|quarter|season|holiday|workingday|decimal date|unix|timestamp|.*(?:_|\b)(?:id|nr|no|code|flag|flags|quality|period|attributes)|qn(?:_\d+)?|qc.*|.*品質情報|.*均質番号|.*(?:コード|代码|代碼|코드|番号|編號|编号)|batt(?:ery)?(?:v|_?volt(?:age)?)?(?:_.*)?|stations?(?:_?id)?|zip|site_no|open_?time|close_?time|qualität.*|kvalitet.*|dd|wdir|drct|source|.*[_ ]type|ptid)$/i;

/** `wind (km/h)` as `wind`. */
function withoutBracket(name: string): string {
  const open = Math.max(name.lastIndexOf('('), name.lastIndexOf('['));
  return open >= 0 && /[)\]]$/.test(name) ? name.slice(0, open) : name;
}

const isDescriptive = (name: string) =>
  descriptive.test(withoutBracket(name).trim()) || /[a-z](?:I[Dd]|No|Nr|Code|Key)$/.test(name);

/** Constants, row numbers and mostly empty columns are no question either. */
function isWorthForecasting(name: string, column: CellColumn, rows: number): boolean {
  return (
    !isDescriptive(name) &&
    !isCounter(column, rows) &&
    !isConstant(column) &&
    !isMostlyEmpty(column)
  );
}

function isConstant(column: CellColumn): boolean {
  const [code] = column.codes;
  const [digits] = column.digits;
  return (
    column.length > 1 &&
    column.codes.every((other) => other === code) &&
    column.digits.every((other) => other === digits)
  );
}

function isCounter(column: CellColumn, rows: number): boolean {
  const step = (column.digits[1] ?? 0) - (column.digits[0] ?? 0);
  if (Math.abs(step) !== 1) return false;
  for (let row = 1; row < rows; row++)
    if (column.digits[row]! - column.digits[row - 1]! !== step) return false;
  return rows > 2;
}

/** Whether a column says the same in all rows of an id, such as the number of its table. */
function belongsToId(column: CellColumn, ids: readonly CellColumn[]): boolean {
  if (ids.length === 0) return false;
  const known = new Map<string, string>();
  for (let row = 0; row < column.length; row++) {
    const id = ids.map((each) => cellKey(each, row)).join(' ');
    const cell = cellKey(column, row);
    const before = known.get(id);
    if (before === undefined) known.set(id, cell);
    else if (before !== cell) return false;
  }
  return true;
}

const isMostlyEmpty = (column: CellColumn) => column.counts[0]! > column.length * 0.5;

/** Numbers, but only of stations, places and codes: what was measured is text. */
function onlyDescribed(
  { file, names, columns, types }: Pick<RoleMaterial, 'file' | 'names' | 'columns' | 'types'>,
  taken: ReadonlySet<number>,
) {
  const hasDigits = ({ templates }: CellColumn) =>
    templates.some((text) => runsOf(text).length > 0);
  const text = names.find((_, j) => types[j] === 'text' && !taken.has(j) && hasDigits(columns[j]!));
  return dataError(
    `${file} has no column of numbers to forecast but such as describe its rows${text === undefined ? '' : `; "${text}" holds text`}`,
    'name one with --target; `gatecast inspect` lists the columns',
  );
}

function noNumbers(
  file: string,
  names: readonly string[],
  types: readonly ColumnType[],
  taken: ReadonlySet<number>,
) {
  const text = names.filter((_, j) => types[j] === 'text' && !taken.has(j));
  return dataError(
    text.length > 0
      ? `${file} has no column of numbers to forecast; "${text[0]}" holds text`
      : `${file} has no column of numbers to forecast`,
    'check with `gatecast inspect`; --delimiter and --decimal fix a wrong reading',
  );
}
