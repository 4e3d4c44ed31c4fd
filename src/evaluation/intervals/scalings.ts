/**
 * What a residual is measured in, so that calm and wild times (or small and large series) can be pooled.
 * Every scale at row r is computed from the values before r only.
 */
export interface Scaling {
  readonly name: string;
  readonly summary: string;
  /** The scale known before each row; always finite and above 0. // (rows) -> (rows + 1) */
  scales(values: Float64Array): Float64Array;
}

/** Weight that a change keeps from one row to the next: RiskMetrics' daily decay (J.P. Morgan 1996). */
const DECAY = 0.94;
/** Share of the recent changes in the volatility; the rest is the long run, to which volatility returns. */
const RECENT = 0.75;

/** Residuals as they are, in the target's unit. */
const none: Scaling = {
  name: 'none',
  summary: 'the target’s own unit',
  scales: (values) => new Float64Array(values.length + 1).fill(1),
};

/** Residuals relative to the last known value, for series whose errors grow with their level. */
const level: Scaling = {
  name: 'level',
  summary: 'the last known value',
  scales(values) {
    const scales = new Float64Array(values.length + 1);
    let held = 1;
    for (let row = 0; row < values.length; row++) {
      scales[row] = held;
      const value = Math.abs(values[row]!);
      if (value > 0) held = value;
    }
    scales[values.length] = held;
    return scales;
  },
};

/** Residuals relative to the mean absolute change of the series so far: one size for each series. */
const series: Scaling = {
  name: 'series',
  summary: 'the series’ mean absolute change',
  scales: (values) => changeScales(values, (slow) => slow),
};

/** Residuals relative to the mean absolute change, mostly the recent one: volatility comes in clusters. */
const volatility: Scaling = {
  name: 'volatility',
  summary: 'the recent mean absolute change',
  scales: (values) => changeScales(values, (slow, fast) => RECENT * fast + (1 - RECENT) * slow),
};

/** Running means of absolute changes: `slow` over all of the past, `fast` exponentially weighted. */
function changeScales(
  values: Float64Array,
  combine: (slow: number, fast: number) => number,
): Float64Array {
  const scales = new Float64Array(values.length + 1);
  let sum = 0;
  let count = 0;
  let fastSum = 0;
  let fastWeight = 0;
  let previous = Number.NaN;
  for (let row = 0; row <= values.length; row++) {
    scales[row] = sum > 0 ? combine(sum / count, fastSum / fastWeight) : 1;
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (!Number.isNaN(previous)) {
      const change = Math.abs(value - previous);
      sum += change;
      count += 1;
      fastSum = fastSum * DECAY + change;
      fastWeight = fastWeight * DECAY + 1;
    }
    previous = value;
  }
  return scales;
}

export const scalings: readonly Scaling[] = [none, level, series, volatility];

/** The scaling of that name. A calibration names only ones that exist. */
export function scalingNamed(name: string): Scaling {
  const found = scalings.find((scaling) => scaling.name === name);
  if (!found) throw new Error(`no scaling "${name}"`);
  return found;
}

/** The scale after the last row, i.e. for a forecast that starts there. */
export const lastScale = (scaling: Scaling, values: Float64Array) =>
  scaling.scales(values)[values.length]!;
