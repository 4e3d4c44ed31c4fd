import type { Aggregation } from '../reading.js';

/** One number of several, none of them NaN; NaN when there are none. */
export function aggregate(values: readonly number[], how: Aggregation): number {
  if (values.length === 0) return Number.NaN;
  switch (how) {
    case 'first':
      return values[0]!;
    case 'last':
      return values.at(-1)!;
    case 'sum':
      return total(values);
    case 'mean':
      return total(values) / values.length;
    case 'min':
      return values.reduce((least, value) => Math.min(least, value));
    case 'max':
      return values.reduce((most, value) => Math.max(most, value));
    case 'median': {
      const sorted = Float64Array.from(values).sort();
      const middle = sorted.length >> 1;
      return sorted.length % 2 === 1
        ? sorted[middle]!
        : (sorted[middle - 1]! + sorted[middle]!) / 2;
    }
  }
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
