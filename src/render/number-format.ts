import { decimalExponent, plainDecimal } from './plain-decimal.js';

/** Writes one number of a column; all numbers of the column share decimals and notation. */
export type NumberFormat = (value: number) => string;

const DEFAULT_DIGITS = 4;
/** Unless digits are given, numbers of everyday size keep hundredths, as prices and temperatures are written. */
const EVERYDAY_EXPONENT = 4;
const EVERYDAY_DECIMALS = 2;
/** A number much smaller than its column's largest gets at most this many decimals more. */
const EXTRA_DECIMALS = 3;
/** But beside millions a fraction says nothing. */
const MOST_EXPONENT_WITH_EXTRA = 5;
/** From ten thousand on, thousands are set apart. */
const GROUPED_EXPONENT = 4;

/**
 * One readable notation for a whole column: the largest number keeps `digits` significant digits,
 * the smallest at least one where that does not cost much, and no decimal is shown that no number
 * has. Columns of very large or very small numbers are written with exponents.
 */
export function numberFormat(values: readonly number[], given?: number): NumberFormat {
  const digits = given ?? DEFAULT_DIGITS;
  const magnitudes = values.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs);
  if (magnitudes.length === 0) return (value) => fixed(value, 0);
  const largest = decimalExponent(largestOf(magnitudes));
  if (largest >= 15 || largest < -5) return (value) => exponential(value, digits - 1);

  const smallest = decimalExponent(smallestOf(magnitudes));
  const extra = largest > MOST_EXPONENT_WITH_EXTRA ? 0 : EXTRA_DECIMALS;
  const everyday = given === undefined && largest <= EVERYDAY_EXPONENT;
  const wanted = Math.max(everyday ? EVERYDAY_DECIMALS : 0, digits - 1 - largest);
  const forSmallest = Math.min(-smallest, wanted + extra);
  const decimals = Math.min(Math.max(wanted, forSmallest), mostDecimals(magnitudes));
  const text: NumberFormat = (value) => fixed(value, decimals);
  return largest >= GROUPED_EXPONENT ? (value) => grouped(text(value)) : text;
}

/**
 * Numbers of about `largest` in size, with `digits` significant digits of it: for a sentence, where no
 * column asks for more.
 */
export function sentenceFormat(largest: number, digits: number): NumberFormat {
  const exponent = decimalExponent(largest);
  if (exponent >= 15 || exponent < -5) return (value) => exponential(value, digits - 1);
  const decimals = Math.max(0, digits - 1 - exponent);
  return (value) => grouped(fixed(value, decimals));
}

/** 1234567.5 as 1,234,567.5; numbers below ten thousand of a column that has larger ones, too. */
function grouped(text: string): string {
  const [whole = '', ...fraction] = text.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.');
}

function mostDecimals(values: readonly number[]): number {
  return values.reduce((most, value) => {
    const text = plainDecimal(value);
    const point = text.indexOf('.');
    return point < 0 ? most : Math.max(most, text.length - point - 1);
  }, 0);
}

function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return plainDecimal(value);
  // From 1e21 on toFixed changes to an exponent by itself.
  const text = Math.abs(value) < 1e21 ? value.toFixed(decimals) : exponential(value, 3);
  return /^-[0.]+$/.test(text) ? text.slice(1) : text;
}

function exponential(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return plainDecimal(value);
  return value === 0 ? '0' : value.toExponential(Math.max(0, decimals)).replace('e+', 'e');
}

const largestOf = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b));
const smallestOf = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b));
