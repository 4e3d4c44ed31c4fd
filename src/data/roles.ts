import { dataError, usageError } from '../errors.js';
import { nearest } from '../nearest.js';
import type { CellColumn } from './cells.js';
import { type Meaning, means } from './column-names.js';
import type { ColumnType, ReadingOptions } from './reading.js';

/** Between the names, and the values, of several id columns. */
export const ID_JOINT = ' / ';

/** What each column of a table is for, by index. */
export interface Roles {
  /** Columns that together tell the series apart; mostly one or none. */
  readonly ids: readonly number[];
  readonly targets: readonly number[];
  readonly past: readonly number[];
  readonly future: readonly number[];
  readonly statics: readonly number[];
  /** Why the target is the target, when no flag says so. */
  readonly targetEvidence: string;
  readonly targetConfidence: 'certain' | 'likely' | 'weak';
  readonly idEvidence: string;
}

export interface RoleMaterial {
  readonly file: string;
  readonly names: readonly string[];
  readonly columns: readonly CellColumn[];
  readonly types: readonly ColumnType[];
  /** Columns that tell the time. */
  readonly timeColumns: readonly number[];
  readonly times: Float64Array;
}

/**
 * The columns' roles: what the user named, and for the rest the documented rules.
 * @throws UserError (exit 2) for a name that is no column, (exit 4) when nothing can be forecast
 */
export function chooseRoles(material: RoleMaterial, options: ReadingOptions): Roles {
  const list = (names: readonly string[] | undefined, flag: string) =>
    (names ?? []).map((name) => columnIndex(material, name, flag));
  const past = list(options.past, '--past');
  const future = list(options.future, '--future');
  const statics = list(options.static, '--static');
  const named = list(options.target, '--target');
  const ids =
    options.id === undefined
      ? guessIds(material, [...past, ...future, ...named])
      : askedIds(material, options.id);
  const base = {
    ids,
    past,
    future,
    statics,
    idEvidence: 'times repeat; with this column each row is its own',
  };
  refuseTwoRoles(material, [...named, ...past, ...future, ...statics, ...ids]);
  if (named.length > 0) {
    for (const column of named) requireNumbers(material, column);
    return { ...base, targets: named, targetEvidence: 'as asked', targetConfidence: 'certain' };
  }
  const taken = new Set([...past, ...future, ...statics, ...material.timeColumns, ...ids]);
  const guess = guessTarget(material, taken);
  return {
    ...base,
    targets: [guess.column],
    targetEvidence: guess.evidence,
    targetConfidence: guess.confidence,
  };
}

/** @throws UserError (exit 2) that offers the nearest names */
export function columnIndex(
  { file, names }: Pick<RoleMaterial, 'file' | 'names'>,
  wanted: string,
  flag: string,
): number {
  const exact = names.indexOf(wanted);
  if (exact >= 0) return exact;
  const plain = (name: string) => name.trim().toLowerCase();
  const loose = names.findIndex((name) => plain(name) === plain(wanted));
  if (loose >= 0) return loose;
  const close = nearest(wanted, names).map((name) => `"${name}"`);
  const shown = names.slice(0, 12).join(', ');
  throw usageError(
    `${file} has no column "${wanted}" (${flag})`,
    `${close.length > 0 ? `did you mean ${close.join(' or ')}? ` : ''}its columns: ${shown}${names.length > 12 ? ', …' : ''}`,
  );
}

function refuseTwoRoles({ names }: RoleMaterial, columns: readonly number[]): void {
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (twice === undefined) return;
  throw usageError(
    `column "${names[twice]}" is given two roles`,
    'name it in one of --target, --past, --future, --static and --id only',
  );
}

function requireNumbers({ file, names, types }: RoleMaterial, column: number): void {
  if (types[column] === 'number') return;
  const what = types[column] === 'empty' ? 'no value at all' : 'text, not numbers';
  throw dataError(
    `${file}: column "${names[column]}" holds ${what}`,
    'name a column of numbers with --target; `gatecast inspect` lists the columns',
  );
}

/** One column, or several that a former reading joined. */
function askedIds(material: RoleMaterial, wanted: string): number[] {
  if (material.names.includes(wanted) || !wanted.includes(ID_JOINT))
    return [columnIndex(material, wanted, '--id')];
  return wanted.split(ID_JOINT).map((name) => columnIndex(material, name, '--id'));
}

/** Columns of text, or of numbers called so, that tell apart the rows of one time; two if one does not. */
function guessIds(
  { columns, types, timeColumns, times, names }: RoleMaterial,
  taken: readonly number[],
): number[] {
  if (timeColumns.length === 0 || times.length < 4 || isStrictlyOrdered(times)) return [];
  if (new Set(times).size > times.length * 0.8) return [];
  const candidates = names
    .map((_, j) => j)
    .filter((j) => !timeColumns.includes(j) && !taken.includes(j))
    .filter((j) => types[j] === 'text' || (types[j] === 'number' && idName.test(names[j]!)));
  const pairs = candidates.flatMap((a, i) => candidates.slice(i + 1).map((b) => [a, b]));
  for (const sets of [candidates.map((j) => [j]), pairs.slice(0, 45)]) {
    const separating = sets
      .map((set) => ({
        set,
        ...separation(
          set.map((j) => columns[j]!),
          times,
        ),
      }))
      .filter(({ unique, groups }) => unique >= 0.99 && groups < times.length * 0.6 && groups > 1)
      .sort((a, b) => a.groups - b.groups);
    if (separating[0]) return separating[0].set;
  }
  return [];
}

const idName =
  /(?:^|_| )(?:id|code|store|shop|item|product|station|region|sku|no|nr|dept|stations_id|symbol|ticker|location|meter|sensor)(?:_?id|_?nr)?$/i;

function isStrictlyOrdered(times: Float64Array): boolean {
  const up = times[1]! > times[0]!;
  for (let row = 1; row < times.length; row++) {
    if (up ? !(times[row]! > times[row - 1]!) : !(times[row]! < times[row - 1]!)) return false;
  }
  return true;
}

/** Share of rows that are alone with their time and cells, and how many different cells there are. */
function separation(
  columns: readonly CellColumn[],
  times: Float64Array,
): { unique: number; groups: number } {
  const seen = new Set<string>();
  const cells = new Set<string>();
  for (let row = 0; row < times.length; row++) {
    const cell = columns.map(({ codes, digits }) => `${codes[row]}/${digits[row]}`).join(' ');
    cells.add(cell);
    seen.add(`${cell} ${times[row]}`);
  }
  return { unique: seen.size / times.length, groups: cells.size };
}

function guessTarget(
  { file, names, columns, types, times }: RoleMaterial,
  taken: ReadonlySet<number>,
) {
  const numeric = names.map((_, j) => j).filter((j) => types[j] === 'number' && !taken.has(j));
  if (numeric.length === 0) throw noNumbers(file, names, types, taken);
  const byMeaning = (meaning: Meaning) => numeric.find((j) => means(names[j]!, meaning));
  const adjusted = byMeaning('adjusted');
  if (adjusted !== undefined)
    return {
      column: adjusted,
      evidence: 'the adjusted closing price',
      confidence: 'certain' as const,
    };
  const close = byMeaning('close');
  if (
    close !== undefined &&
    (byMeaning('open') !== undefined || byMeaning('volume') !== undefined || numeric.length === 1)
  ) {
    return { column: close, evidence: 'the closing price', confidence: 'certain' as const };
  }
  if (numeric.length === 1)
    return {
      column: numeric[0]!,
      evidence: 'the only column of numbers',
      confidence: 'certain' as const,
    };
  const value = byMeaning('value');
  if (value !== undefined)
    return { column: value, evidence: 'its name', confidence: 'likely' as const };
  const worth = numeric.filter((j) => isWorthForecasting(names[j]!, columns[j]!, times.length));
  const named = numeric.filter(
    (j) => !descriptive.test(names[j]!) && !/^column\d+$/.test(names[j]!),
  );
  const column = worth[0] ?? named[0] ?? numeric[0]!;
  return {
    column,
    evidence:
      worth.length === 1
        ? 'the only measured column'
        : `the first of ${worth.length || numeric.length} columns of numbers`,
    confidence: worth.length === 1 ? ('likely' as const) : ('weak' as const),
  };
}

/** Names of numbers that describe a row and are no one's question. */
const descriptive =
  /^(?:lat|lon|long|lng|latitude|longitude|elevation|altitude|elev|alt|id|index|instant|rownum|unnamed.*|year|yr|month|mo|mnth|day|dy|hour|hr|minute|week|weekday|dow|doy|quarter|season|holiday|workingday|decimal date|unix|timestamp|.*(?:_|\b)(?:id|nr|no|code|flag|flags|quality)|qn(?:_\d+)?|qc.*|.*品質情報|.*均質番号|stations?_?id|zip|site_no|open_?time|close_?time)$/i;

/** Constants, row numbers and mostly empty columns are no question either. */
function isWorthForecasting(name: string, column: CellColumn, rows: number): boolean {
  return (
    !descriptive.test(name.trim()) &&
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

const isMostlyEmpty = (column: CellColumn) => column.counts[0]! > column.length * 0.5;

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
