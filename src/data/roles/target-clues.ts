import type { ClueKind } from '../ballot/clues.js';
import { type CellColumn, cellKey } from '../cells/cells.js';
import { type Meaning, means, meansOfTicker, soundsLikeTime } from '../cells/column-names.js';
import { readNumbers } from '../cells/number-column.js';
import { isDescriptive } from './descriptive-names.js';
import { followsTime, isEven } from './follows-time.js';
import type { RoleMaterial } from './role-material.js';

/** A column of numbers that may be the target, among the others. */
export interface TargetMaterial {
  readonly table: RoleMaterial;
  /** Columns of numbers, in order. */
  readonly numeric: readonly number[];
  readonly ids: readonly number[];
  readonly column: number;
  /** The closing one of four unnamed columns that look like prices; null where there are none. */
  readonly unnamedClose: number | null;
}

const nameOf = ({ table, column }: TargetMaterial) => table.names[column]!;
const cellsOf = ({ table, column }: TargetMaterial) => table.columns[column]!;

type Sees = (material: TargetMaterial) => boolean;

const clue = (name: string, sees: Sees): ClueKind<TargetMaterial> => ({
  name,
  sees: (material) => (sees(material) ? 1 : 0),
});

/** Whether any column of numbers has the meaning. */
const some = ({ table, numeric }: TargetMaterial, test: typeof means, meaning: Meaning) =>
  numeric.some((j) => test(table.names[j]!, meaning));

/** A price closes a row where an open or a volume stands beside it, or nothing else is there. */
const amongPrices = (material: TargetMaterial, test: typeof means) =>
  material.numeric.length === 1 || some(material, test, 'open') || some(material, test, 'volume');

/** A meaning of a name alone, and beside a ticker. */
const isClose = (test: typeof means): Sees => {
  return (material) => test(nameOf(material), 'close') && amongPrices(material, test);
};
const isLast = (test: typeof means): Sees => {
  return (material) =>
    test(nameOf(material), 'last') && !some(material, test, 'close') && amongPrices(material, test);
};

const byLetter: Sees = (material) => {
  const { table, numeric } = material;
  const has = (letter: string) => numeric.some((j) => table.names[j]!.toLowerCase() === letter);
  return nameOf(material).toLowerCase() === 'c' && ['o', 'h', 'l'].every(has);
};

/** What people forecast, recognized by a word of the name. */
const wanted =
  /(?:^|[^a-z])(?:sales|demand|load|price|revenue|consumption|passengers|visitors|orders|traffic|flow|cnt|verbrauch|umsatz|absatz|nd|ot)(?:[^a-z]|$)|销量|需求/i;

/** Of weather, people ask for the temperature. */
const temperature =
  /temp(?:erature?|eratur|eratura)?(?:[^a-z]|$)|^(?:tavg|tmean|tmax|tmk|t2m|tt_tu|tt_10|mo_tt|t[gmx]?)$|^t \(|气温|気温|氣溫|温度|溫度|기온/i;
const dewPoint = /dew|taupunkt|露点|이슬점/i;
const weather =
  /prcp|precip|rain|snow|wind|awnd|wnd|gust|press|mbar|hpa|slp|altim|barom|humid|cloud|sun|weather|niederschlag|nederbörd|降水|氣壓|气压|気圧|降雨|강수|evap|^et[o0](?:[^a-z]|$)|^rr1?$|^fhvec$|^(?:f[xmfh]|mo_n|rsk|pp_10|p|rh|ghi|dni|[uv]10)(?:[^a-z]|$)/i;

/** Tables of weather begin with weather: the first column that is no code tells them from those of something else. */
function isOfWeather({ table, numeric }: TargetMaterial): boolean {
  const first = numeric.map((j) => table.names[j]!).find((name) => !isDescriptive(name));
  return first !== undefined && weather.test(first);
}

/** What somebody expected is not what happened. */
const expected = /forecast|predict|prévision|previs|prognos|vorhersage|预测|予測/i;

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

/** Numbers that tell the time over again. Without an axis, what goes on by even steps is the time of a run. */
const repeatsTime: Sees = ({ table, column }) => {
  const { values } = readNumbers(table.columns[column]!, table.marks[column]!);
  const mayBeTime = table.timeColumns.length === 0 || soundsLikeTime(table.names[column]!);
  return followsTime(values, table.times) || (mayBeTime && isEven(values));
};

const isPlace: Sees = (material) => {
  const { table, numeric } = material;
  const called = (j: number, letter: string) => table.names[j]!.trim().toLowerCase() === letter;
  const isXy = (j: number) => called(j, 'x') || called(j, 'y');
  return (
    isXy(material.column) && ['x', 'y'].every((letter) => numeric.some((j) => called(j, letter)))
  );
};

/** Clues about a target, each with what it sees. */
export const targetClues: readonly ClueKind<TargetMaterial>[] = [
  clue('the adjusted closing price', (material) => means(nameOf(material), 'adjusted')),
  clue('the closing price', isClose(means)),
  clue('the last price', isLast(means)),
  clue('the adjusted closing price of a security', (material) =>
    meansOfTicker(nameOf(material), 'adjusted'),
  ),
  clue('the closing price of a security', isClose(meansOfTicker)),
  clue('the last price of a security', isLast(meansOfTicker)),
  clue('called c beside o, h and l', byLetter),
  clue('behind what look like open, high and low', (m) => m.unnamedClose === m.column),
  clue('called a value', (material) => means(nameOf(material), 'value')),
  clue('called what people forecast', (material) => wanted.test(nameOf(material))),
  clue('a temperature among columns of weather', (material) => {
    const name = nameOf(material);
    return temperature.test(name) && !dewPoint.test(name) && isOfWeather(material);
  }),
  clue('somebody’s forecast', (material) => expected.test(nameOf(material))),
  clue('called a place, a code or a part of a time', (material) => isDescriptive(nameOf(material))),
  clue('one of x and y', isPlace),
  clue('a constant', (material) => isConstant(cellsOf(material))),
  clue('a counter of rows', (m) => isCounter(cellsOf(m), m.table.times.length)),
  clue('mostly empty', (m) => cellsOf(m).counts[0]! > cellsOf(m).length * 0.5),
  clue('the same in all rows of a series', (m) =>
    belongsToId(
      cellsOf(m),
      m.ids.map((j) => m.table.columns[j]!),
    ),
  ),
  clue('tells the time over again', repeatsTime),
  clue('without a name', (material) => /^column\d+$/.test(nameOf(material))),
  {
    name: 'stands before others',
    sees: ({ numeric, column }) => 1 / (1 + numeric.indexOf(column)),
  },
];
