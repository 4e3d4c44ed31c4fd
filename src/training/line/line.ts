import type { Windows } from '../../data/panel/windows.js';
import { exp } from '../../elementary.js';
import type { Products } from '../../engines/products.js';
import type { SeriesFeatures } from '../windows/features.js';
import type { WindowReader } from '../windows/window-reader.js';
import { collectMoments, type LinearMap, naiveMaps, ridgeMaps } from './candidates.js';
import { createExam, type Judged } from './exam.js';
import { eachSample, type Sample } from './samples.js';
import { smoothingMaps } from './smoothing-maps.js';

/** Validation windows that judge the candidates. */
const VALIDATION_SAMPLES = 400;
/**
 * A candidate whose error is larger by this share counts 1/e as much as the best: the more, the fewer
 * horizons the validation part holds, because then chance decides who is best.
 */
const TOLERANCE = { least: 0.02, oneHorizon: 0.1 };
/** Candidates that would count less than this are left out. */
const SMALLEST_SHARE = 0.01;

/** The first weights of a network's line layer, in the layer's own layout. */
export interface Line {
  /** What it is, in words. */
  readonly description: string;
  /** How much of the average it is; the rest is "no change". */
  readonly share: number;
  readonly lookback: number;
  readonly kernel: Float32Array; // (lookback + origin, horizon)
  readonly bias: Float32Array; // (horizon)
  /** Errors (target minus forecast) on the validation windows, ascending. // (horizon) × (windows) */
  readonly errors: readonly Float64Array[];
  /** Whether the best regression that reads the origin's features forecasts the validation part better. */
  readonly originHelps: boolean;
  /** Mean absolute error of the whole map on the validation windows, in naive errors (as in MASE). */
  readonly error: number;
}

/**
 * Chooses what an untrained network forecasts: a weighted average of the last value, the last season,
 * the best exponential smoothing, and for each lookback the best ridge regression (in closed form,
 * towards one of the three) with and without the features of the origin. The errors on the validation windows give the weights. An
 * average of good forecasts is rarely beaten by any of them (Bates & Granger 1969), and that of linear
 * maps is one linear map.
 *
 * @param reader - of the longest lookback to try
 * @param lookbacks - to try, ascending
 * @param shares - of the average that count; the rest is "no change"
 * @returns the line at each share
 */
export function chooseLine(
  reader: WindowReader,
  features: readonly SeriesFeatures[],
  windows: { readonly train: Windows; readonly validation: Windows },
  lookbacks: readonly number[],
  products: Products,
  shares: readonly number[] = [1],
): Line[] {
  const validationSamples: Sample[] = [];
  eachSample(reader, features, windows.validation, VALIDATION_SAMPLES, (sample) => {
    validationSamples.push({ ...sample, x: sample.x.slice(), y: sample.y.slice() });
  });
  const priors = naiveMaps(reader);
  const exam = createExam(reader, validationSamples, products);
  const judged = (maps: readonly LinearMap[]) => maps.map((map) => exam.judge(map));
  const candidates = judged(priors);
  if (validationSamples.length > 0) {
    const smoothing = leastError(judged(smoothingMaps(reader)));
    candidates.push(smoothing);
    priors.push(smoothing.map);
  }
  const [plain, informed]: [Judged[], Judged[]] = [candidates.slice(), []];
  const moments = collectMoments(reader, features, windows.train, products);
  if (validationSamples.length > 0 && moments.count > 0) {
    for (const lookback of lookbacks) {
      for (const withOrigin of reader.sizes.origin > 0 ? [false, true] : [false]) {
        const maps = ridgeMaps(reader, moments, priors, lookback, withOrigin);
        const best = leastError(judged(maps));
        candidates.push(best);
        (withOrigin ? informed : plain).push(best);
      }
    }
  }
  const average = averageMap(candidates, toleranceOf(windows.validation));
  const lookback = lookbacks.find((each) => each >= average.lookback) ?? lookbacks.at(-1)!;
  const originHelps = informed.length > 0 && leastError(informed).error < leastError(plain).error;
  const error = exam.scaledError(average);
  return shares.map((share) => {
    const counted = shrunk(average, share);
    const { description } = counted;
    const errors = exam.errors(counted);
    return {
      ...layerWeights(reader, counted, lookback),
      lookback,
      description,
      share,
      errors,
      originHelps,
      error,
    };
  });
}

const leastError = (candidates: readonly Judged[]) =>
  candidates.reduce((best, next) => (next.error < best.error ? next : best));

/** Share by which errors on these windows may differ by chance. */
export function toleranceOf({ count, horizon }: Windows): number {
  const { least, oneHorizon } = TOLERANCE;
  return Math.max(least, oneHorizon / Math.sqrt(Math.max(1, count / horizon)));
}

/** So much of a map: the rest is the anchor that its outputs are deviations from. */
function shrunk(map: LinearMap, share: number): LinearMap {
  if (share === 1) return map;
  const weights = map.weights.map((weight) => share * weight);
  return { ...map, weights, description: `${share} of ${map.description}` };
}

/** The average of the candidates, those with smaller errors counting more. */
function averageMap(candidates: readonly Judged[], tolerance: number): LinearMap {
  const least = leastError(candidates);
  const scale = tolerance * least.error;
  const raw = candidates.map(({ error }) => (scale > 0 ? exp((least.error - error) / scale) : 0));
  const total = raw.reduce((sum, share) => sum + share, 0);
  const kept = candidates
    .map(({ map }, i) => ({ map, share: raw[i]! / total }))
    .filter(({ share }) => share >= SMALLEST_SHARE);
  if (kept.length === 0) return least.map;
  const sum = kept.reduce((all, { share }) => all + share, 0);
  const weights = new Float64Array(least.map.weights.length);
  for (const { map, share } of kept) {
    for (let i = 0; i < weights.length; i++) weights[i]! += (share / sum) * map.weights[i]!;
  }
  const best = least.map.description;
  return {
    description:
      kept.length === 1
        ? best
        : `an average of ${kept.length} closed-form forecasts, above all ${best}`,
    lookback: Math.max(...kept.map(({ map }) => map.lookback)),
    weights,
  };
}

/** From newest first to the layer's inputs: deviations oldest first, then the origin. */
function layerWeights(
  { plan, sizes }: WindowReader,
  { weights }: LinearMap,
  lookback: number,
): Pick<Line, 'kernel' | 'bias'> {
  const { horizon } = plan;
  const kernel = new Float32Array((lookback + sizes.origin) * horizon);
  const row = (i: number) => weights.subarray(i * horizon, (i + 1) * horizon);
  for (let k = 0; k < lookback; k++) {
    kernel.set(row(1 + sizes.origin + k), (lookback - 1 - k) * horizon);
  }
  for (let c = 0; c < sizes.origin; c++) kernel.set(row(1 + c), (lookback + c) * horizon);
  return { kernel, bias: Float32Array.from(row(0)) };
}
