/**
 * What a residual is measured in, so that calm and wild times (or small and large series) can be pooled.
 * Every scale at row r is computed from the values before r only. Whatever unit the values are written
 * in, the scales are in it too: twice the values have twice the scales (or, of `none`, the same).
 */
export interface Scaling {
  readonly name: string;
  readonly summary: string;
  /** Whether errors of such a series may be measured in it at all. */
  suits(values: Float64Array, season: number): boolean;
  /**
   * The scale known before each row: finite, and 0 where nothing is known yet to measure by.
   * @param season - rows of one; 1 for none
   * // (rows) -> (rows + 1)
   */
  scales(values: Float64Array, season: number): Float64Array;
}

/** Weight that a change keeps from one row to the next: RiskMetrics' daily decay (J.P. Morgan 1996). */
const DECAY = 0.94;
/** Share of the recent changes in the volatility; the rest is the long run, to which volatility returns. */
const RECENT = 0.75;

/** Share of its recent mean below which a value is near zero. */
const NEAR_ZERO = 0.25;

const always = () => true;

/** Residuals as they are, in the target's unit. */
const none: Scaling = {
  name: 'none',
  summary: 'the target’s own unit',
  suits: always,
  scales: (values) => new Float64Array(values.length + 1).fill(1),
};

/**
 * Residuals relative to the last known value, for series whose errors grow with their level. A ratio to
 * a number near zero says nothing, so it is for series that stay well away from zero, on one side of it;
 * one that comes near zero later is measured in a quarter of its recent mean.
 */
const level: Scaling = {
  name: 'level',
  summary: 'the last known value, of series that stay well away from zero',
  suits(values) {
    let sign = 0;
    return levels(values).every(({ value, recent }) => {
      sign ||= Math.sign(value);
      return value * sign > 0 && value * sign >= NEAR_ZERO * recent;
    });
  },
  scales(values) {
    const scales = new Float64Array(values.length + 1);
    let row = 0;
    let held = 0;
    for (const { at, value, after } of levels(values)) {
      scales.fill(held, row, at + 1);
      held = Math.max(Math.abs(value), NEAR_ZERO * after);
      row = at + 1;
    }
    scales.fill(held, row);
    return scales;
  },
};

interface Level {
  readonly at: number;
  readonly value: number;
  /** Exponentially weighted mean of the absolute values before this one, and with it; 0 before the first. */
  readonly recent: number;
  readonly after: number;
}

/** The known values, each beside the recent mean. */
function levels(values: Float64Array): Level[] {
  const found: Level[] = [];
  let sum = 0;
  let weight = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (Number.isNaN(value)) continue;
    const recent = weight > 0 ? sum / weight : 0;
    sum = sum * DECAY + Math.abs(value);
    weight = weight * DECAY + 1;
    found.push({ at, value, recent, after: sum / weight });
  }
  return found;
}

/** Residuals relative to the mean absolute change of the series so far: one size for each series. */
const series: Scaling = {
  name: 'series',
  summary: 'the series’ mean absolute change',
  suits: always,
  scales: (values) => changeScales(values, (slow) => slow),
};

/** Residuals relative to the mean absolute change, mostly the recent one: volatility comes in clusters. */
const volatility: Scaling = {
  name: 'volatility',
  summary: 'the recent mean absolute change',
  suits: always,
  scales: (values) => changeScales(values, (slow, fast) => RECENT * fast + (1 - RECENT) * slow),
};

/** Running means of absolute changes: `slow` over all of the past, `fast` exponentially weighted; 0 as long as nothing has changed. */
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
    scales[row] = sum > 0 ? combine(sum / count, fastSum / fastWeight) : 0;
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

/**
 * Residuals relative to the mean absolute change against a season ago, itself against that of the row
 * before, |(y_t - y_{t-m}) - (y_{t-1} - y_{t-1-m})|: what is left of the changes of a series whose season
 * repeats itself, which is nearer to the size of its errors than the way from summer to winter. Before
 * there are such changes, the mean absolute change.
 */
const seasonal: Scaling = {
  name: 'seasonal',
  summary: 'the series’ mean absolute change but for its season',
  suits: (_values, season) => season > 1,
  scales(values, season) {
    const differences = values.map((value, row) => value - (values[row - season] ?? Number.NaN));
    const found = changeScales(differences, (slow) => slow);
    const first = changeScales(values, (slow) => slow);
    return found.map((scale, row) => (scale > 0 ? scale : first[row]!));
  },
};

export const scalings: readonly Scaling[] = [none, level, series, volatility, seasonal];

/** The scaling of that name. A calibration names only ones that exist. */
export function scalingNamed(name: string): Scaling {
  const found = scalings.find((scaling) => scaling.name === name);
  if (!found) throw new Error(`no scaling "${name}"`);
  return found;
}

/** The scale after the last row, i.e. for a forecast that starts there. */
export const lastScale = (scaling: Scaling, values: Float64Array, season: number) =>
  scaling.scales(values, season)[values.length]!;

/**
 * What the errors of a series are measured in beside those of others: its mean absolute change, or, where
 * it has never changed, its mean size; 1 for a series of zeros.
 */
export function unitOf(values: Float64Array): number {
  const change = lastScale(series, values, 1);
  if (change > 0) return change;
  return levels(values).at(-1)?.after || 1;
}
