import type { Attribution } from './attribution.js';

/** Mean and standard deviation of sizes. */
interface Sizes {
  readonly mean: number;
  readonly spread: number;
}

/**
 * One method's contributions at several cutoffs as one: how much each row moves a forecast on average, up
 * or down, and how much that varies. What a forecast does not have (a shorter history) is left out.
 */
export function averageAttribution(attributions: readonly Attribution[]): Attribution {
  const [first] = attributions as [Attribution, ...Attribution[]];
  return {
    method: first.method,
    cutoffs: attributions.length,
    forecast: meanOf(attributions.map(({ forecast }) => forecast)),
    baseline: meanOf(attributions.map(({ baseline }) => baseline)),
    byLag: first.byLag.map(({ feature }, i) => {
      const rows = attributions.map(({ byLag }) => byLag[i]!.values);
      const lookback = Math.max(...rows.map(({ length }) => length));
      const lags = Array.from({ length: lookback }, (_, place) => {
        const lag = lookback - place;
        return sizes(rows.filter((row) => row.length >= lag).map((row) => row[row.length - lag]!));
      });
      return {
        feature,
        values: Float64Array.from(lags, ({ mean }) => mean),
        spread: Float64Array.from(lags, ({ spread }) => spread),
      };
    }),
    others: namesOf(attributions).map((feature) => {
      const values = attributions.map(
        ({ others }) => others.find((other) => other.feature === feature)?.value ?? 0,
      );
      const { mean, spread } = sizes(values);
      return { feature, value: mean, spread };
    }),
  };
}

const namesOf = (attributions: readonly Attribution[]) => [
  ...new Set(attributions.flatMap(({ others }) => others.map(({ feature }) => feature))),
];

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function sizes(values: readonly number[]): Sizes {
  const absolute = values.map(Math.abs);
  const mean = meanOf(absolute);
  return { mean, spread: Math.sqrt(meanOf(absolute.map((value) => (value - mean) ** 2))) };
}
