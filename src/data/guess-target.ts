import { dataError } from '../errors.js';
import type { CellColumn } from './cells.js';
import { type Meaning, means } from './column-names.js';
import type { ColumnType } from './reading.js';
import type { RoleMaterial } from './roles.js';

/**
 * The column to forecast where none is named: adjusted close, close, the only numbers, a telling name,
 * the first that is no constant, counter or identifier.
 * @throws UserError (exit 4) when there are no numbers
 */
export function guessTarget(
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
