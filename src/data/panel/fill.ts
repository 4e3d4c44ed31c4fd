import { knownMean } from './known-mean.js';

export const fillPolicies = ['none', 'forward', 'linear', 'seasonal', 'zero', 'mean'] as const;
export type FillPolicy = (typeof fillPolicies)[number];

/** Policies by which a missing value depends on later rows: a straight line to the next one, the mean of all. */
export const looksAhead = (policy: FillPolicy): boolean => policy === 'linear' || policy === 'mean';

/**
 * A copy without missing values, as far as the policy reaches: what stands before the first value
 * stays missing except for zero and mean.
 * @param season period in steps, for `seasonal`
 */
export function fillMissing(
  values: Float64Array,
  policy: FillPolicy,
  season: number,
): Float64Array {
  const filled = values.slice();
  switch (policy) {
    case 'none':
      return filled;
    case 'zero':
      return replaceMissing(filled, () => 0);
    case 'mean': {
      const mean = knownMean(values);
      return replaceMissing(filled, () => mean);
    }
    case 'forward':
      return replaceMissing(filled, (row) => filled[row - 1] ?? Number.NaN);
    case 'seasonal':
      return replaceMissing(filled, (row) => filled[row - season] ?? filled[row - 1] ?? Number.NaN);
    case 'linear':
      return interpolate(filled);
  }
}

function replaceMissing(values: Float64Array, value: (row: number) => number): Float64Array {
  for (let row = 0; row < values.length; row++)
    if (Number.isNaN(values[row]!)) values[row] = value(row);
  return values;
}

/** Straight lines between neighbours; the last value goes on at the end. */
function interpolate(values: Float64Array): Float64Array {
  let before = -1;
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row]!)) continue;
    for (let gap = before + 1; before >= 0 && gap < row; gap++) {
      const share = (gap - before) / (row - before);
      values[gap] = values[before]! * (1 - share) + values[row]! * share;
    }
    before = row;
  }
  if (before >= 0) values.fill(values[before]!, before + 1);
  return values;
}
