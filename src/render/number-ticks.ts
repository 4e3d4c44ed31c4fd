import { decimalExponent } from './plain-decimal.js';

/** A labelled position on an axis. */
export interface Tick {
  readonly value: number;
  readonly label: string;
  /** What the label leaves out (the year of a month), shown below where it changes. */
  readonly context?: string;
}

/** Round steps, times a power of ten: tenths, so that they stay whole numbers. */
const STEPS = [10, 20, 25, 50, 100] as const;

const SUFFIXES = [
  { exponent: 12, text: 'T' },
  { exponent: 9, text: 'B' },
  { exponent: 6, text: 'M' },
] as const;

/**
 * At most `most` round numbers inside [low, high], evenly spaced.
 *
 * @param whole only whole numbers (counts, steps)
 */
export function linearTicks(low: number, high: number, most: number, whole = false): Tick[] {
  // Divided first: the difference of two huge numbers may overflow.
  const rough = high / Math.max(1, most) - low / Math.max(1, most);
  if (!(rough > 0) || !Number.isFinite(rough)) return [{ value: low, label: String(low) }];
  let { tenths, exponent } = roundStep(rough);
  if (whole && exponent < 0) [tenths, exponent] = [10, 0];
  if (whole && exponent === 0 && tenths === 25) tenths = 50;

  // Ticks are whole multiples written as decimal text, so 3 × 0.1 is 0.3 and not 0.30000000000000004.
  const tick = (index: number) => Number(`${index * tenths}e${exponent - 1}`);
  const step = tick(1);
  const values: number[] = [];
  for (let index = Math.ceil(low / step); tick(index) <= high; index++) {
    const value = tick(index);
    // Near the resolution of a double neighbouring multiples can be the same number.
    if (values.at(-1) === value || values.length > most + 1) break;
    if (value >= low) values.push(value === 0 ? 0 : value);
  }
  const label = tickLabel(
    values,
    tenths % 100 === 0 ? exponent + 1 : exponent - (tenths === 25 ? 1 : 0),
  );
  return values.map((value) => ({ value, label: label(value) }));
}

function roundStep(rough: number): { tenths: number; exponent: number } {
  const exponent = decimalExponent(rough);
  const tenths = STEPS.find((candidate) => Number(`${candidate}e${exponent - 1}`) >= rough);
  return { tenths: tenths ?? 100, exponent };
}

/** One notation for all labels of an axis. `lastDigit` is the decimal exponent of the step's last digit. */
function tickLabel(values: readonly number[], lastDigit: number): (value: number) => string {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const top = decimalExponent(largest);
  if (top >= 15 || top < -4) {
    const digits = Math.min(20, Math.max(0, top - lastDigit));
    return (value) => (value === 0 ? '0' : value.toExponential(digits).replace('e+', 'e'));
  }
  const suffix = SUFFIXES.find(({ exponent }) => top >= exponent);
  const shift = suffix?.exponent ?? 0;
  const decimals = Math.min(20, Math.max(0, shift - lastDigit));
  return (value) =>
    value === 0 ? '0' : Number(`${value}e${-shift}`).toFixed(decimals) + (suffix?.text ?? '');
}

/**
 * At most `most` ticks for a logarithmic axis: powers of ten, every second or third of them where
 * there are many, and 2 and 5 between them where there are few. Falls back to round numbers when
 * the range lies inside one decade.
 */
export function logTicks(low: number, high: number, most: number): Tick[] {
  const first = decimalExponent(low);
  const last = decimalExponent(high);
  const mantissas = [[1, 2, 5], [1, 3], [1]].find(
    (list) => (last - first + 1) * list.length <= most + 1,
  );
  const stride = mantissas ? 1 : Math.ceil((last - first + 1) / Math.max(1, most));
  const values: number[] = [];
  const start = Math.ceil(first / stride) * stride;
  for (let exponent = start; exponent <= last; exponent += stride) {
    for (const mantissa of mantissas ?? [1]) values.push(Number(`${mantissa}e${exponent}`));
  }
  const inside = values.filter((value) => value >= low && value <= high);
  if (inside.length < 2) return linearTicks(low, high, most);
  return inside.map((value) => ({ value, label: powerLabel(value) }));
}

const powerLabel = (value: number) =>
  value >= 1e6 || value < 1e-3 ? value.toExponential().replace('e+', 'e') : String(value);
