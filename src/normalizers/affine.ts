import type { Normalizer, NormalizerState } from './normalizer.js';

/** A centre and a spread, in the user's units. */
export interface Scale {
  readonly shift: number;
  readonly scale: number;
}

/** A spread below this share of the series' deviation counts as this share. */
export const SMALLEST_SPREAD = 0.05;

/** A normalizer of the form (value - shift) / scale; `measure` never sees NaN or an empty array. */
export function affineNormalizer(
  entry: Pick<Normalizer, 'name' | 'summary' | 'windowOnly'>,
  measure: (present: Float64Array, deviation: number) => Scale,
): Normalizer {
  return {
    ...entry,
    anchor: 'last',
    seriesUnit: false,
    fit(values, deviation) {
      const present = values.filter((value) => !Number.isNaN(value));
      if (present.length === 0) return [0, 1];
      const { shift, scale } = measure(present, deviation);
      return [shift, usableScale(scale, shift, SMALLEST_SPREAD * deviation)];
    },
    transform: transformAffine,
    invert: invertAffine,
  };
}

/** (value - shift) / scale, in place. */
export function transformAffine([shift, scale]: NormalizerState, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] = (values[i]! - shift!) / scale!;
}

/** value * scale + shift, in place. */
export function invertAffine([shift, scale]: NormalizerState, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] = values[i]! * scale! + shift!;
}

/** Dividing by less than this could end in infinity. */
const LEAST_DIVISOR = 1e-200;

/** At least the minimum; 1 where rounding is all that is left of a constant series' spread. */
export function usableScale(scale: number, shift: number, minimumScale: number): number {
  const atLeast = Math.max(scale, minimumScale);
  return atLeast > Math.max(1e-12 * Math.abs(shift), LEAST_DIVISOR) ? atLeast : 1;
}

/** Arithmetic mean. */
export function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Population standard deviation, in two passes. */
export function standardDeviation(values: Float64Array): number {
  const centre = mean(values);
  let sum = 0;
  for (const value of values) sum += (value - centre) * (value - centre);
  return Math.sqrt(sum / values.length);
}
