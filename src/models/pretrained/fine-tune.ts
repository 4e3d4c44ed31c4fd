import { firstFiniteIndex } from '../../data/panel/history.js';
import type { Panel } from '../../data/panel/panel.js';
import type { Batch, Network } from '../../engines/engine.js';
import { engines } from '../../engines/index.js';
import { createRandom } from '../../random.js';
import { learningRateFactor } from '../../training/schedule.js';
import { partsOf } from '../../training/windows/fit-data.js';
import type { FitContext, TrainingRecord } from '../model.js';
import { batchOf, type Example } from './examples.js';
import { type Extent, MOST_SEEN } from './inputs.js';
import { HEAD, pretrainedNetwork } from './network.js';
import { HORIZON, inUnits, WINDOW } from './predict.js';
import { visibleSeasons } from './seasons.js';
import { FEWEST_ROWS, knownRows } from './short.js';

/** How much of the network goes on learning, and how fast. */
export const TUNINGS = {
  head: { learningRate: 2e-3, headOnly: true },
  all: { learningRate: 5e-4, headOnly: false },
} as const;

/** How long it goes on. */
interface Effort {
  readonly epochs: number;
  /** Of an epoch. */
  readonly steps: number;
  readonly batch: number;
  /** Epochs without a better one that end it. */
  readonly patience: number;
}

const EFFORT: Effort = { epochs: 12, steps: 20, batch: 64, patience: 4 };
/** Validation examples at most, and cutoffs of one series. */
const EXAMPLES = 256;
const CUTOFFS = 4;
/** Share of the validation loss that it must take away to be kept: less may be chance. */
const LEAST_GAIN = 0.02;

export interface Tuned {
  readonly weights: Float32Array;
  readonly record: Pick<
    TrainingRecord,
    'windows' | 'epochs' | 'steps' | 'bestEpoch' | 'history'
  > | null;
  readonly note: string;
}

/**
 * Lets a network that came trained go on learning on the rows before the validation part, from windows cut
 * at random, and keeps what it learnt only where that forecasts the validation part better.
 */
export async function fineTune(
  start: Float32Array,
  panel: Panel,
  seasons: readonly number[],
  tuning: (typeof TUNINGS)[keyof typeof TUNINGS],
  context: FitContext,
  { epochs, steps, batch: size, patience }: Effort = EFFORT,
): Promise<Tuned> {
  const { engine, seed, signal, clock = () => 0 } = context;
  const examples = examplesOf(panel, seasons, context);
  if (examples.validation.length === 0 || examples.places.length === 0) {
    return { weights: start, record: null, note: 'too few rows to learn from: left as it came' };
  }
  const { extent } = examples;
  const network = await engines.get(engine.name).compile(pretrainedNetwork(extent), {
    batchSize: size,
    training: true,
    threads: engine.threads,
    seed,
  });
  try {
    network.setWeights(start);
    const validation = slices(examples.validation, size).map((part) => batchOf(part, extent));
    const before = meanLoss(network, validation);
    const history: TrainingRecord['history'][number][] = [];
    const random = createRandom(seed).fork('fine-tuning');
    const begun = clock();
    let best = { loss: before, epoch: 0, weights: start };
    let step = 0;
    for (let epoch = 1; epoch <= epochs && epoch - best.epoch <= patience; epoch++) {
      if (signal?.aborted) break;
      let sum = 0;
      for (let i = 0; i < steps; i++) {
        step += 1;
        const batch = batchOf(
          Array.from({ length: size }, () => examples.draw(random.integer)),
          extent,
        );
        const rate = tuning.learningRate * learningRateFactor(step, epochs * steps);
        const settings = { learningRate: rate, weightDecay: 0, clipNorm: 1, seed, step };
        sum += network.trainStep(batch, settings).loss;
        if (tuning.headOnly) restoreBody(network, start);
      }
      const loss = meanLoss(network, validation);
      history.push({ epoch, loss: sum / steps, validationLoss: loss });
      context.onEpoch?.({ ...history.at(-1)!, epochs, seconds: clock() - begun });
      if (loss < best.loss) best = { loss, epoch, weights: network.weights() };
    }
    signal?.throwIfAborted();
    const figures = `${before.toFixed(4)} before, ${best.loss.toFixed(4)} at best`;
    if (best.loss > (1 - LEAST_GAIN) * before) {
      const note = `fine-tuning did not make the validation loss ${100 * LEAST_GAIN} % better (${figures}): left as it came`;
      return { weights: start, record: null, note };
    }
    const windows = { train: examples.places.length, validation: examples.validation.length };
    return {
      weights: best.weights,
      record: { windows, epochs: history.length, steps: step, bestEpoch: best.epoch, history },
      note: `fine-tuned: validation loss ${figures}`,
    };
  } finally {
    network.dispose();
  }
}

interface Examples {
  readonly extent: Extent;
  /** Series and first cutoffs of what may be drawn. */
  readonly places: readonly {
    readonly series: number;
    readonly first: number;
    readonly end: number;
  }[];
  readonly validation: readonly Example[];
  /** One of the training part: a series, then a cutoff. */
  draw(integer: (bound: number) => number): Example;
}

function examplesOf(panel: Panel, seasons: readonly number[], context: FitContext): Examples {
  const { horizon, validationSize } = context;
  const steps = Math.min(horizon, HORIZON.most);
  const parts = partsOf(panel, horizon, validationSize);
  const known = panel.series.map(({ values }) => Math.max(0, firstFiniteIndex(values)));
  /** @param end - of the rows that targets may come from */
  const cut = (s: number, cutoff: number, end: number): Example => {
    const { values } = panel.series[s]!;
    const history = values.subarray(known[s]!, cutoff);
    const future = new Float64Array(extent.horizon).fill(Number.NaN);
    future.set(values.subarray(cutoff, Math.min(end, cutoff + steps)));
    return { history, future, seasons: visibleSeasons(seasons, history.length) };
  };
  const longest = Math.max(...panel.series.map(({ values }, s) => values.length - known[s]!));
  const extent: Extent = {
    window: inUnits(Math.min(longest, MOST_SEEN), WINDOW),
    horizon: inUnits(steps, HORIZON),
  };
  const places = parts.train.flatMap(({ end }, series) => {
    const first = known[series]! + FEWEST_ROWS;
    const enough = knownRows(panel.series[series]!.values.subarray(0, first)) === FEWEST_ROWS;
    return enough && end > first ? [{ series, first, end }] : [];
  });
  const thinned = Math.max(1, Math.ceil((places.length * CUTOFFS) / EXAMPLES));
  const validation = places
    .filter((_, i) => i % thinned === 0)
    .flatMap(({ series }) => {
      const { start, end } = parts.validation[series]!;
      const stride = Math.max(steps, Math.ceil((end - start) / CUTOFFS));
      const count = Math.ceil((end - start) / stride);
      return Array.from({ length: count }, (_, i) => cut(series, start + i * stride, end));
    });
  return {
    extent,
    places,
    validation,
    draw(integer) {
      const { series, first, end } = places[integer(places.length)]!;
      return cut(series, first + integer(end - first), end);
    },
  };
}

const slices = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );

function meanLoss(network: Network, batches: readonly Batch[]): number {
  let sum = 0;
  let count = 0;
  for (const batch of batches) {
    const own = network.evaluate(batch);
    sum += own.loss * own.count;
    count += own.count;
  }
  return sum / Math.max(1, count);
}

/** Takes back what a step did to anything but the map from the state to the quantiles. */
function restoreBody(network: Network, start: Float32Array): void {
  const weights = start.slice();
  const now = network.weights();
  for (const { name, offset, size } of network.parameters) {
    if (name.startsWith(`${HEAD}.`)) weights.set(now.subarray(offset, offset + size), offset);
  }
  network.setWeights(weights);
}
