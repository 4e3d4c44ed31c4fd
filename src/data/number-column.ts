import type { CellColumn } from './cells.js';
import { isMissingText } from './missing.js';
import { type DecimalMark, numberReading, readNumber } from './numbers.js';

/** A column read as numbers. */
export interface NumberColumn {
  readonly values: Float64Array; // NaN is missing
  readonly missing: number;
  /** Cells that are text: missing too, and told. */
  readonly odd: number;
  /** First row with such a cell; -1 for none. */
  readonly oddRow: number;
  /** Infinite cells, read as missing. */
  readonly infinite: number;
  readonly unit: string;
}

/** Infinities as programs write them. */
const infinity = /^[+-]?(?:inf|infinity|1\.#inf|∞)$/i;

/** Whether most of a column's cells are numbers of one unit under the mark. */
export function isNumeric(
  column: CellColumn,
  mark: DecimalMark,
  missing?: ReadonlySet<string>,
): boolean {
  let numbers = 0;
  let present = 0;
  const units = new Map<string, number>();
  column.templates.forEach((template, code) => {
    const count = column.counts[code]!;
    if (count === 0 || isMissingText(template, missing)) return;
    present += count;
    const reading = numberReading(template, mark);
    if (reading) {
      numbers += count;
      if (reading.unit !== '') units.set(reading.unit, (units.get(reading.unit) ?? 0) + count);
    } else if (infinity.test(template.trim())) numbers += count;
  });
  return present > 0 && numbers >= present * 0.8 && units.size <= 2;
}

/**
 * @param missing further texts that mean "no value"
 * @param sentinels numbers that mean it in this column
 */
export function readNumbers(
  column: CellColumn,
  mark: DecimalMark,
  missing?: ReadonlySet<string>,
  sentinels: readonly number[] = [],
): NumberColumn {
  let unit = '';
  const readings = column.templates.map((template, code) => {
    if (column.counts[code] === 0 || isMissingText(template, missing)) return null;
    const reading = numberReading(template, mark);
    if (reading?.unit) unit = reading.unit;
    return reading ?? (infinity.test(template.trim()) ? 'infinite' : 'odd');
  });
  const absentNumbers = new Set([
    ...[...(missing ?? [])].filter((text) => text.trim() !== '').map(Number),
    ...sentinels,
  ]);
  const values = new Float64Array(column.length);
  let absent = 0;
  let odd = 0;
  let oddRow = -1;
  let infinite = 0;
  for (let row = 0; row < column.length; row++) {
    const reading = readings[column.codes[row]!]!;
    if (reading === null || reading === 'odd' || reading === 'infinite') {
      values[row] = Number.NaN;
      absent++;
      if (reading === 'infinite') infinite++;
      if (reading === 'odd') {
        odd++;
        if (oddRow < 0) oddRow = row;
      }
      continue;
    }
    const value = readNumber(reading, column.digits[row]!);
    if (Number.isFinite(value) && !absentNumbers.has(value)) values[row] = value;
    else {
      values[row] = Number.NaN;
      absent++;
      if (!Number.isFinite(value)) infinite++;
    }
  }
  return { values, missing: absent, odd, oddRow, infinite, unit };
}
