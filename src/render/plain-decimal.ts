/**
 * The shortest decimal that reads back to the same double, never with an exponent: 1e21 and 1e-7
 * are written out in full. NaN is the empty string; infinities are `inf` and `-inf`.
 */
export function plainDecimal(value: number): string {
  if (Number.isNaN(value)) return '';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const shortest = Object.is(value, -0) ? '0' : String(value);
  const split = shortest.indexOf('e');
  if (split < 0) return shortest;

  const negative = shortest.startsWith('-');
  const [whole = '', fraction = ''] = shortest.slice(negative ? 1 : 0, split).split('.');
  const digits = whole + fraction;
  const point = whole.length + Number(shortest.slice(split + 1));
  const magnitude = point <= 0 ? `0.${'0'.repeat(-point)}${digits}` : digits.padEnd(point, '0');
  return negative ? `-${magnitude}` : magnitude;
}

/** Decimal exponent of the leading digit (12.3 -> 1, 0.05 -> -2), exact; 0 for zero. */
export function decimalExponent(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  const text = value.toExponential();
  return Number(text.slice(text.indexOf('e') + 1));
}
