/** What a season adds to (or multiplies) a series by phase, shrunk towards nothing as far as it is noise. */
export interface Profile {
  readonly season: number;
  readonly multiplicative: boolean;
  /** Added to the level, or its share of the level; by row number modulo season. // (season) */
  readonly figure: Float64Array;
  /** How much of the measured figure is believed, 0 … 1. */
  readonly trust: number;
}

/** Mean and noise of what lies beside the moving average, phase by phase. */
interface Deviations {
  readonly means: Float64Array; // (season)
  /** Variance within the phases. */
  readonly noise: number;
  /** Seasons that were seen of each phase, on average. */
  readonly seasons: number;
}

/**
 * The season of a series by classical decomposition: deviations from the centred moving average, averaged
 * by phase (Kendall & Stuart 1983), smoothed over neighbouring phases as far as Mallows' Cp finds it
 * useful, and shrunk by the share of their variance that noise explains (James & Stein 1961).
 *
 * @param values - without missing values
 * @returns null with fewer than two seasons of rows
 */
export function seasonalProfile(values: Float64Array, season: number): Profile | null {
  if (season < 2 || values.length < 2 * season) return null;
  const trend = movingAverage(values, season);
  const half = Math.floor(season / 2);
  const additive = deviationsOf(values, trend, half, season, (value, level) => value - level);
  const shares = values.every((value) => value > 0)
    ? deviationsOf(values, trend, half, season, (value, level) => value / level - 1)
    : null;
  const level = meanOf(trend.subarray(half, values.length - half));
  const multiplicative = shares !== null && shares.noise * level * level < additive.noise;
  const chosen = multiplicative ? shares : additive;
  const error = chosen.noise / chosen.seasons;
  const figure = smoothed(chosen.means, error);
  let power = 0;
  for (const value of figure) power += value * value;
  power /= season;
  const trust = power > 0 ? Math.max(0, 1 - error / power) : 0;
  return { season, multiplicative, figure: figure.map((value) => value * trust), trust };
}

/** A share that is never below a tenth of the level: a phase of zeros is no reason to divide by zero. */
export const factorOf = (figure: number) => Math.max(0.1, 1 + figure);

function deviationsOf(
  values: Float64Array,
  trend: Float64Array,
  half: number,
  season: number,
  deviation: (value: number, level: number) => number,
): Deviations {
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  for (let row = half; row < values.length - half; row++) {
    sums[row % season]! += deviation(values[row]!, trend[row]!);
    counts[row % season]! += 1;
  }
  const means = sums.map((sum, phase) => (counts[phase]! > 0 ? sum / counts[phase]! : 0));
  const centre = meanOf(means);
  for (let phase = 0; phase < season; phase++) means[phase]! -= centre;
  const rows = values.length - 2 * half;
  let within = 0;
  for (let row = half; row < values.length - half; row++) {
    const rest = deviation(values[row]!, trend[row]!) - means[row % season]! - centre;
    within += rest * rest;
  }
  // With hardly more rows than phases nothing is left to tell the noise from: half of it is taken as noise.
  const seasons = rows / season;
  const freedom = rows - season;
  let power = 0;
  for (const value of means) power += value * value;
  const noise = freedom >= season / 2 ? within / freedom : (0.5 * power) / season;
  return { means, noise, seasons };
}

/** The figure averaged over neighbouring phases, as many as make the estimated error least. */
function smoothed(means: Float64Array, error: number): Float64Array {
  const season = means.length;
  let best = means;
  let least = 2 * error;
  for (let reach = 1; season >= 24 && reach <= season / 12; reach *= 2) {
    const candidate = circularMean(means, reach);
    let risk = 0;
    for (let p = 0; p < season; p++) risk += (means[p]! - candidate[p]!) ** 2;
    risk = risk / season + (2 * error) / (2 * reach + 1);
    if (risk < least) {
      least = risk;
      best = candidate;
    }
  }
  return best;
}

/** Mean over the phases up to `reach` on both sides, round the year. */
function circularMean(values: Float64Array, reach: number): Float64Array {
  const n = values.length;
  let sum = 0;
  for (let i = -reach; i <= reach; i++) sum += values[(i + n) % n]!;
  return values.map((_, p) => {
    const mean = sum / (2 * reach + 1);
    sum += values[(p + reach + 1) % n]! - values[(p - reach + n) % n]!;
    return mean;
  });
}

/** Mean of one season around each row; an even season counts its two ends half. Edges are left at 0. */
function movingAverage(values: Float64Array, season: number): Float64Array {
  const half = Math.floor(season / 2);
  const origin = values[0]!; // sums of differences: a large level costs no digits
  const result = new Float64Array(values.length);
  let sum = 0;
  for (let row = 0; row < 2 * half; row++) sum += values[row]! - origin;
  for (let row = half; row < values.length - half; row++) {
    const first = values[row - half]! - origin;
    const last = values[row + half]! - origin;
    sum += last;
    result[row] = origin + (season % 2 === 0 ? sum - 0.5 * (first + last) : sum) / season;
    sum -= first;
  }
  return result;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / Math.max(1, values.length);
}
