import type { CellColumn } from './cells.js';
import { isMissingText } from './missing.js';
import { type DecimalMark, type NumberReading, numberReading, readNumber } from './numbers.js';

/** A column read as numbers. */
export interface NumberColumn {
  readonly values: Float64Array; // NaN is missing
  readonly missing: number;
  /** Cells that are text: missing too, and reported. */
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

/** `<1`: too small, or too large, to be measured. Such a cell has no value, and says nothing of its column. */
const censored = /^\s*[<>≤≥]/;

/** Whether most of a column's cells are numbers under the mark, all of one unit: 900 W beside 1.2 kW are none. */
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
    if (count === 0 || isMissingText(template, missing) || censored.test(template)) return;
    present += count;
    const reading = numberReading(template, mark);
    if (reading) {
      numbers += count;
      if (reading.unit !== '') units.set(reading.unit, (units.get(reading.unit) ?? 0) + count);
    } else if (infinity.test(template.trim())) numbers += count;
  });
  return present > 0 && numbers >= present * 0.8 && units.size <= 1;
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
  const { times, over } = scalesOf(readings);
  const values = new Float64Array(column.length);
  const { codes, digits } = column;
  let absent = 0;
  let odd = 0;
  let oddRow = -1;
  let infinite = 0;
  let infiniteRow = -1;
  for (let row = 0; row < values.length; row++) {
    const code = codes[row]!;
    let value = (digits[row]! * times[code]!) / over[code]! + 0; // `-0.0` is 0
    // Whatever is no plain finite number, NaN among it.
    if (!(Math.abs(value) < Number.POSITIVE_INFINITY)) {
      const reading = readings[code]!;
      value =
        reading && typeof reading === 'object' ? readNumber(reading, digits[row]!) : Number.NaN;
      if (reading === 'odd' && odd++ === 0) oddRow = row;
      if (
        (reading === 'infinite' || Math.abs(value) === Number.POSITIVE_INFINITY) &&
        infinite++ === 0
      )
        infiniteRow = row;
      if (!Number.isFinite(value)) value = Number.NaN;
    }
    if (absentNumbers.size > 0 && absentNumbers.has(value)) value = Number.NaN;
    if (Number.isNaN(value)) absent++;
    values[row] = value;
  }
  return { values, missing: absent, odd, oddRow, infinite, infiniteRow, unit };
}

/**
 * What the digits of each template's cells are multiplied with and then divided by, of which one is
 * a power of ten, exact in a double (its reciprocal is not), and the other 1 or -1. NaN where the
 * template is no number, or has a written exponent.
 */
function scalesOf(readings: readonly (NumberReading | 'infinite' | 'odd' | null)[]) {
  const times = new Float64Array(readings.length).fill(Number.NaN);
  const over = new Float64Array(readings.length).fill(1);
  readings.forEach((reading, code) => {
    if (!reading || typeof reading === 'string' || reading.exponentDigits > 0) return;
    times[code] = reading.exponent > 0 ? 10 ** reading.exponent : 1;
    over[code] = (reading.exponent < 0 ? 10 ** -reading.exponent : 1) * (reading.negative ? -1 : 1);
  });
  return { times, over };
}
