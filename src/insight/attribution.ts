/**
 * What a forecast rests on, in the user's units: contributions add up to forecast minus baseline. Of
 * several forecasts, means: of forecast and baseline, and of the sizes of the contributions.
 */
export interface Attribution {
  /** "integrated gradients" or "occlusion". */
  readonly method: string;
  /** Forecasts that it is the mean of. */
  readonly cutoffs: number;
  /** Mean forecast over the steps ahead, and what it would be without any of the inputs. */
  readonly forecast: number;
  readonly baseline: number;
  /** Of each row of the lookback, the oldest first. */
  readonly byLag: readonly {
    readonly feature: string;
    readonly values: Float64Array; // (lookback)
    /** Standard deviation of the sizes over the cutoffs; empty of one forecast. */
    readonly spread: Float64Array; // (lookback) or ()
  }[];
  /** Of what has no place in the lookback. */
  readonly others: readonly {
    readonly feature: string;
    readonly value: number;
    /** As above; null of one forecast. */
    readonly spread: number | null;
  }[];
}

/** Of what one forecast does not have. */
export const noSpread = new Float64Array();

export const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

/** Contributions that add up to something else than forecast minus baseline, as a share of their size. */
export function incompleteness({ forecast, baseline, byLag, others }: Attribution): number {
  const parts = [...byLag.map(({ values }) => total(values)), ...others.map(({ value }) => value)];
  const sum = parts.reduce((all, part) => all + part, 0);
  const size = parts.reduce((all, part) => all + Math.abs(part), 0);
  const missing = Math.abs(forecast - baseline - sum);
  return missing === 0 ? 0 : missing / Math.max(size, Math.abs(forecast - baseline));
}
