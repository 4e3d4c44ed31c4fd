import { log } from '../../elementary.js';
import { type EtsForm, type EtsParameters, type EtsStates, runEts } from './ets-recursion.js';
import { minimizeInCube } from './nelder-mead.js';
import { regressionLine } from './regression-line.js';
import { seasonalFigure } from './seasonal-adjustment.js';

/** A form with its parameters: what is learnt of a series. */
export interface EtsChoice {
  readonly form: EtsForm;
  readonly parameters: EtsParameters;
}

/** Longest season that is smoothed index by index; longer ones have too many to learn. */
const LONGEST_SEASON = 24;
/** Evaluations of the likelihood for each parameter. */
const EVALUATIONS = 200;

/**
 * Chooses form and parameters by the corrected Akaike criterion over maximum likelihoods (Hyndman et al.
 * 2008, chapters 5 and 7), among ANN, AAN, AAdN and, where two seasons are known, their additively and
 * (for positive values) multiplicatively seasonal versions.
 *
 * @param values - at least one, without missing values at the start
 */
export function chooseEts(values: Float64Array, season: number): EtsChoice {
  let best: { readonly choice: EtsChoice; readonly score: number } | null = null;
  for (const form of candidateForms(values, season)) {
    const start = startStates(form, values, season);
    const { parameters, likelihood } = fitParameters(form, start, values);
    const score = akaike(form, likelihood, values.length, start.indices.length);
    if (!best || score < best.score) best = { choice: { form, parameters }, score };
  }
  if (!best) throw new Error('no form of exponential smoothing to choose from');
  return best.choice;
}

function candidateForms(values: Float64Array, season: number): EtsForm[] {
  const n = values.length;
  const seasonal = season > 1 && season <= LONGEST_SEASON && n >= 2 * season + 2;
  const positive = values.every((value) => !(value <= 0));
  const seasons: EtsForm['season'][] = seasonal ? (positive ? ['N', 'A', 'M'] : ['N', 'A']) : ['N'];
  const trends: EtsForm['trend'][] = n >= 8 ? ['N', 'A', 'Ad'] : ['N'];
  return seasons.flatMap((own) => trends.map((trend) => ({ trend, season: own })));
}

/**
 * States before the first value: indices from the classical decomposition of the first three seasons, the
 * level from the first adjusted values, the slope from a line through all of them. (The usual heuristic,
 * Hyndman et al. 2008, section 2.6.1, draws the line through the first values only and leaves the rest to
 * the optimiser; here a slope that never changes must be the slope of the whole.)
 *
 * @param values - without missing values
 */
export function startStates(form: EtsForm, values: Float64Array, season: number): EtsStates {
  const seasonal = form.season !== 'N';
  const relative = form.season === 'M';
  const neutral = new Float64Array(1).fill(relative ? 1 : 0);
  const indices = seasonal
    ? seasonalFigure(values.subarray(0, 3 * season), season, relative)
    : neutral;
  const adjusted = values.map((value, t) => {
    const index = indices[t % indices.length]!;
    return relative ? value / index : value - index;
  });
  const slope = form.trend === 'N' ? 0 : regressionLine(adjusted).slope;
  const first = adjusted.subarray(0, Math.max(10, seasonal ? 2 * season : 0));
  const mean = first.reduce((sum, value) => sum + value, 0) / first.length;
  // The mean stands at the middle of the first values; the level stands one row before them.
  return { level: mean - (slope * (first.length + 1)) / 2, slope, indices };
}

/** Parameters from a point of the unit cube, within the usual bounds (section 2.5.2). */
function parametersAt(form: EtsForm, point: Float64Array): EtsParameters {
  const alpha = 0.0001 + 0.9998 * point[0]!;
  let used = 1;
  const beta = form.trend === 'N' ? 0 : alpha * (0.0001 + 0.9998 * point[used++]!);
  const gamma = form.season === 'N' ? 0 : (1 - alpha) * (0.0001 + 0.9998 * point[used++]!);
  const phi = form.trend === 'Ad' ? 0.8 + 0.18 * point[used]! : 1;
  return { alpha, beta, gamma, phi };
}

const START = { alpha: 0.3, beta: 0.1, gamma: 0.1, phi: 0.9 };

function fitParameters(form: EtsForm, start: EtsStates, values: Float64Array) {
  const first = [START.alpha];
  if (form.trend !== 'N') first.push(START.beta);
  if (form.season !== 'N') first.push(START.gamma);
  if (form.trend === 'Ad') first.push(START.phi);
  const { point, value } = minimizeInCube(
    (at) => {
      const { squares, logs } = runEts(form, parametersAt(form, at), start, values);
      // A perfect fit (a constant, a line) has no likelihood; it is as good as it gets.
      return values.length * log(Math.max(squares, Number.MIN_VALUE)) + 2 * logs;
    },
    Float64Array.from(first),
    EVALUATIONS * first.length,
  );
  return { parameters: parametersAt(form, point), likelihood: value };
}

/** AICc from -2 log likelihood; infinite where there are more parameters than values can carry. */
function akaike(form: EtsForm, likelihood: number, n: number, season: number): number {
  const states = 1 + (form.trend === 'N' ? 0 : 1) + (form.season === 'N' ? 0 : season - 1);
  const parameters =
    1 +
    (form.trend === 'N' ? 0 : 1) +
    (form.season === 'N' ? 0 : 1) +
    (form.trend === 'Ad' ? 1 : 0);
  const k = states + parameters + 1;
  return n > k + 1 ? likelihood + 2 * k + (2 * k * (k + 1)) / (n - k - 1) : Number.MAX_VALUE;
}
