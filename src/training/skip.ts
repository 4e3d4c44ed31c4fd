import type { Windows } from '../data/windows.js';
import { normalizers } from '../normalizers/index.js';
import type { SeriesFeatures } from './features.js';
import { collectMoments, type LinearMap, naiveMaps, ridgeMaps } from './skip-candidates.js';
import { eachSample, type Sample } from './skip-samples.js';
import type { WindowReader } from './window-reader.js';

/** Validation windows that judge the candidates. */
const JUDGES = 400;
/** A richer map must be better by this many standard errors of the difference. */
const STANDARD_ERRORS = 1;

/** The first weights of a network's skip layer, in the layer's own layout. */
export interface Skip {
  /** What it is, in words. */
  readonly description: string;
  readonly lookback: number;
  readonly kernel: Float32Array; // (lookback + origin, horizon)
  readonly bias: Float32Array; // (horizon)
}

/** A map and its mean absolute error on each judging window. */
interface Judged {
  readonly map: LinearMap;
  readonly errors: Float64Array; // (judges)
  readonly mean: number;
}

/**
 * Chooses what an untrained network forecasts: the last value, the last season, or a ridge regression
 * (in closed form, towards either of the two) on the window, with or without the features of the
 * origin. The validation windows choose, and the simpler map wins unless the richer one is better by
 * more than chance; so for a random walk the network starts, and mostly ends, as the last value.
 *
 * @param reader - of the longest lookback to try
 * @param lookbacks - to try, ascending
 * @param season - in steps; 1 for none
 */
export function chooseSkip(
  reader: WindowReader,
  features: readonly SeriesFeatures[],
  windows: { readonly train: Windows; readonly validation: Windows },
  lookbacks: readonly number[],
  season: number,
): Skip {
  const judges: Sample[] = [];
  eachSample(reader, features, windows.validation, JUDGES, ({ x, y }) => {
    judges.push({ x: x.slice(), y: y.slice() });
  });
  const independent = independentJudges(judges.length, windows.validation.count, reader);
  const priors = naiveMaps(reader, season);
  let best = leastError(priors.map((map) => judge(map, judges)));
  const moments = collectMoments(reader, features, windows.train);
  if (judges.length > 0 && moments.count > 0) {
    for (const withOrigin of [false, true]) {
      const richer = lookbacks.flatMap((lookback) =>
        priors.flatMap((prior) => ridgeMaps(reader, moments, prior, lookback, withOrigin)),
      );
      const rival = leastError(richer.map((map) => judge(map, judges)));
      if (betterThanChance(rival, best, independent)) best = rival;
    }
  }
  const lookback = lookbacks.find((length) => length >= best.map.lookback) ?? lookbacks.at(-1)!;
  return {
    ...layerWeights(reader, best.map, lookback),
    lookback,
    description: best.map.description,
  };
}

/** Windows closer to each other than the horizon share targets and count as one. */
function independentJudges(judges: number, windows: number, reader: WindowReader): number {
  const apart = Math.max(1, Math.ceil(windows / JUDGES));
  return Math.max(1, judges * Math.min(1, apart / reader.plan.horizon));
}

function judge(map: LinearMap, judges: readonly Sample[]): Judged {
  const errors = Float64Array.from(judges, (sample) => meanAbsoluteError(map, sample));
  const mean = errors.reduce((sum, error) => sum + error, 0) / Math.max(1, errors.length);
  return { map, errors, mean };
}

function meanAbsoluteError({ weights }: LinearMap, { x, y }: Sample): number {
  const horizon = y.length;
  const left = y.slice();
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    for (let h = 0; h < horizon; h++) left[h]! -= value * weights[i * horizon + h]!;
  }
  return left.reduce((sum, error) => sum + Math.abs(error), 0) / horizon;
}

const leastError = (candidates: readonly Judged[]) =>
  candidates.reduce((best, next) => (next.mean < best.mean ? next : best));

/** A one-sided paired comparison of the errors. */
function betterThanChance(rival: Judged, best: Judged, independent: number): boolean {
  const gain = best.mean - rival.mean;
  let squares = 0;
  rival.errors.forEach((error, i) => {
    const distance = best.errors[i]! - error - gain;
    squares += distance * distance;
  });
  const deviation = Math.sqrt(squares / rival.errors.length);
  return gain > (STANDARD_ERRORS * deviation) / Math.sqrt(independent);
}

/** From deviations, newest first, to the layer's inputs: history oldest first, then the origin. */
function layerWeights(
  reader: WindowReader,
  { weights }: LinearMap,
  lookback: number,
): Pick<Skip, 'kernel' | 'bias'> {
  const { horizon } = reader.plan;
  const originSize = reader.sizes.origin;
  const kernel = new Float32Array((lookback + originSize) * horizon);
  const anchored = normalizers.get(reader.plan.normalizer).anchor === 'last';
  for (let h = 0; h < horizon; h++) {
    let sum = 0;
    for (let k = 0; k < lookback; k++) {
      const weight = weights[(1 + originSize + k) * horizon + h]!;
      kernel[(lookback - 1 - k) * horizon + h] = weight;
      sum += weight;
    }
    // Deviations from the last value: their weights come off it again.
    if (anchored) kernel[(lookback - 1) * horizon + h]! -= sum;
    for (let c = 0; c < originSize; c++) {
      kernel[(lookback + c) * horizon + h] = weights[(1 + c) * horizon + h]!;
    }
  }
  return { kernel, bias: Float32Array.from(weights.subarray(0, horizon)) };
}
