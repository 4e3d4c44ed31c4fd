import { dayMs } from '../calendar/civil.js';
import { type CellColumn, LONG, runsOf } from '../cells/cells.js';
import { isMissingText } from '../cells/missing.js';
import { numberReading, readNumber } from '../cells/numbers.js';
import { decimalYearUnit } from './decimal-years.js';
import type { TimeColumn } from './time-column.js';
import { excelEpochDays } from './time-format.js';

/** Numbers as times: epoch in seconds to nanoseconds, `yyyyMMdd`, years, Excel's days, an index. */
export function readNumericTimes(column: CellColumn): TimeColumn[] {
  const mark = column.templates.some((template) => template.includes(',')) ? ',' : '.';
  const readings = column.templates.map((template, code) =>
    column.counts[code] === 0 || isMissingText(template) ? null : numberReading(template, mark),
  );
  const values = new Float64Array(column.length);
  let present = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let whole = true;
  for (let row = 0; row < column.length; row++) {
    const code = column.codes[row]!;
    const reading = readings[code];
    const value = reading ? readNumber(reading, column.digits[row]!) : Number.NaN;
    values[row] = value;
    if (Number.isNaN(value)) continue;
    present++;
    if (value < min) min = value;
    if (value > max) max = value;
    whole &&= Number.isInteger(value);
  }
  if (present < column.length * 0.8 || present === 0) return [];
  /** Values outside the range are strays; more than a few mean that it is not this. */
  const within = (low: number, high: number) => {
    const kept = values.map((value) => (value >= low && value < high ? value : Number.NaN));
    const valid = kept.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
    return valid >= present * 0.95 ? { kept, valid } : null;
  };
  const candidates: TimeColumn[] = [];
  const add = (
    kind: string,
    low: number,
    high: number,
    time: (value: number) => number,
    pattern = kind,
  ) => {
    const found = within(low, high);
    if (!found) return;
    candidates.push({
      kind,
      format: { pattern, offset: null },
      wall: found.kept.map(time),
      offsets: null,
      valid: found.valid,
      odd: present - found.valid,
      tie: null,
      rival: null,
      evidence: `numbers from ${min} to ${max}`,
    });
  };
  const scaled = (factor: number) => (value: number) => Math.round(value * factor);
  add('epoch-s', 1e8, 5e9, scaled(1000));
  add('epoch-ms', 1e11, 5e12, scaled(1));
  add('epoch-us', 1e14, 5e15, scaled(0.001));
  add('epoch-ns', 1e17, 5e18, scaled(0.000001));
  add('excel', 10_000, 80_000, excelTime(Math.min(...readings.map((r) => r?.exponent ?? 0))));
  if (whole) add('step', -1e15, 1e15, (value) => value);
  else {
    const unit = decimalYearUnit(values);
    if (unit) add('decimal-year', 1500, 2200, unit.time, unit.pattern);
  }
  return candidates;
}

/** Days as Excel writes them, rounded to the coarsest clock that their decimals can tell. */
function excelTime(exponent: number): (value: number) => number {
  const error = 10 ** exponent * dayMs;
  const unit = error > 2000 ? 60_000 : error > 2 ? 1000 : 1;
  return (value) => Math.round(((value + excelEpochDays) * dayMs) / unit) * unit;
}

/** Digits without a mark: dates only where the name or the rows say so. */
export function isDigitsOnly(column: CellColumn): boolean {
  return column.templates.every((template, code) => {
    if (column.counts[code] === 0 || isMissingText(template)) return true;
    if (template.charCodeAt(0) === LONG) return true;
    const body = template.trim();
    return body.length === 1 && runsOf(body).length === 1;
  });
}
