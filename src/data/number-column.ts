import type { CellColumn } from './cells.js';
import { isMissingText } from './missing.js';
import { type DecimalMark, type NumberReading, numberReading, readNumber } from './numbers.js';

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
  /** The first infinite row, or -1. */
  readonly infiniteRow: number;
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
  const scales = readings.map((reading) =>
    reading && typeof reading === 'object' ? scaleOf(reading) : 0,
  );
  const values = new Float64Array(column.length);
  let absent = 0;
  let odd = 0;
  let oddRow = -1;
  let infinite = 0;
  let infiniteRow = -1;
  for (let row = 0; row < column.length; row++) {
    const code = column.codes[row]!;
    const scale = scales[code]!;
    const digits = column.digits[row]!;
    let value = scale > 0 ? digits * scale : digits / scale;
    if (scale === 0) {
      const reading = readings[code]!;
      value = reading && typeof reading === 'object' ? readNumber(reading, digits) : Number.NaN;
      if (reading === 'infinite' && infinite++ === 0) infiniteRow = row;
      if (reading === 'odd' && odd++ === 0) oddRow = row;
    } else if (scale < 0) value = -value;
    if (
      readings[code] !== 'infinite' &&
      (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
    ) {
      if (infinite++ === 0) infiniteRow = row;
      value = Number.NaN;
    }
    if (absentNumbers.size > 0 && absentNumbers.has(value)) value = Number.NaN;
    if (Number.isNaN(value)) absent++;
    values[row] = value;
  }
  return { values, missing: absent, odd, oddRow, infinite, infiniteRow, unit };
}

/**
 * For a plain positive number of the template: what to multiply its digits by, or, negated, what to
 * divide them by (a power of ten of a double is exact, its reciprocal is not). 0 for all others.
 */
function scaleOf(reading: NumberReading): number {
  if (reading.finished || reading.negative || reading.exponentDigits > 0) return 0;
  return reading.exponent >= 0 ? 10 ** reading.exponent : -(10 ** -reading.exponent);
}
