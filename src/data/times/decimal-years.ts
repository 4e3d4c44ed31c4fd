import { dayMs, daysFromCivil, isLeapYear } from '../calendar/civil.js';

/** What decimal years are rounded to, and the pattern that their times are written with. */
interface DecimalYearUnit {
  readonly pattern: string;
  readonly time: (value: number) => number;
}

const units: readonly DecimalYearUnit[] = [
  { pattern: 'yyyy-MM', time: monthOf },
  { pattern: 'yyyy-MM-dd', time: (value) => partOf(value, dayMs, 0.2) },
  { pattern: 'yyyy-MM-dd HH:mm', time: (value) => partOf(value, dayMs / 24, 0.5) },
];

/**
 * The coarsest unit, from months to hours, in which decimal years (`2015.0417`) that differ stay
 * different; null when there is none: to merge them would not be to read them.
 */
export function decimalYearUnit(values: Float64Array): DecimalYearUnit | null {
  const distinct = [...new Set(values)].filter((value) => value >= 1500 && value < 2200);
  const keeps = ({ time }: DecimalYearUnit) =>
    new Set(distinct.map(time)).size > distinct.length * 0.99;
  return units.find(keeps) ?? null;
}

/** R and climate files count time in years: 1949.0833 is February, 1949.125 its middle. */
function monthOf(value: number): number {
  const year = Math.floor(value);
  const month = Math.floor((value - year) * 12 + 0.01);
  return daysFromCivil(year, month + 1, 1) * dayMs;
}

/** The day or hour in which a decimal year lies; `slack` is the part of one that rounding may have taken. */
function partOf(value: number, unit: number, slack: number): number {
  const year = Math.floor(value);
  const count = ((isLeapYear(year) ? 366 : 365) * dayMs) / unit;
  return daysFromCivil(year, 1, 1) * dayMs + Math.floor((value - year) * count + slack) * unit;
}
