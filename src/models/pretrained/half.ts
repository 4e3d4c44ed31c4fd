/** Numbers of 16 bits (IEEE 754 binary16) and back. The way back is exact. */

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** The nearest half of a number, ties to even; beyond 65504 infinity. */
export function toHalf(value: number): number {
  single[0] = value;
  const word = bits[0]!;
  const sign = (word >>> 16) & 0x8000;
  const exponent = (word >>> 23) & 0xff;
  const mantissa = word & 0x7fffff;
  if (exponent === 255) return sign | 0x7c00 | (mantissa > 0 ? 0x200 : 0);
  const half = exponent - 112;
  if (half >= 31) return sign | 0x7c00;
  // Below 2^-14 the leading bit is written out, and fewer bits are left.
  const whole = half > 0 ? (half << 23) | mantissa : mantissa | 0x800000;
  const drop = half > 0 ? 13 : 14 - half;
  if (drop > 24) return sign;
  const kept = whole >>> drop;
  const rest = whole & ((1 << drop) - 1);
  const middle = 1 << (drop - 1);
  const up = rest > middle || (rest === middle && (kept & 1) === 1) ? 1 : 0;
  return sign | (kept + up);
}

export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa > 0 ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}
