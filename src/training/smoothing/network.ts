import type { Batch, Network, TrainStepOptions } from '../../engines/engine.js';
import { hybridInputs } from '../../networks/dilated.js';
import { createSeriesOptimizer } from './adam.js';
import { numbersGradient, numbersOfSeries, smoothingOf, startNumbers } from './coefficients.js';
import { levelPenalty } from './level-penalty.js';
import { noGradient, runSmoothing, smoothingGradient } from './recursion.js';
import { addStepGradients, readBases, readTargets, readWindows } from './steps.js';
import type { Segment, SmoothingTask } from './task.js';

/** Name of the input that names the segments of a batch. */
const SEGMENT = 'segment';

/** A batch that names segments; the network below makes numbers of them. */
export const batchOfSegments = (positions: Int32Array): Batch => ({
  size: positions.length,
  inputs: { [SEGMENT]: Float32Array.from(positions) },
  targets: new Float32Array(0),
});

/** The network below, and each series' numbers above it. */
interface Smoothed {
  readonly inner: Network;
  readonly task: SmoothingTask;
  /** Training part first, then validation part; batches name them by their position. */
  readonly segments: readonly Segment[];
  /** Numbers of one series. */
  readonly each: number;
  readonly numbers: Float32Array; // (series, each)
}

/**
 * A shared network and the smoothing of every series as one thing to train: its weights are the network's,
 * then each series' numbers. It takes batches of segments, of the training part or else of the validation
 * part, which come after.
 */
export function createSmoothedNetwork(inner: Network, task: SmoothingTask): Network {
  const shared = inner.parameterCount;
  const each = numbersOfSeries(task.shape);
  const numbers = startNumbers(task.shape, task.series.length);
  const optimizer = createSeriesOptimizer(numbers.length);
  const segments = [...task.train, ...task.validation];
  const network: Smoothed = { inner, task, segments, each, numbers };
  return {
    ...inner,
    parameterCount: shared + numbers.length,
    weights: () => joined(inner.weights(), numbers),
    setWeights(weights) {
      inner.setWeights(weights.subarray(0, shared));
      numbers.set(weights.subarray(shared));
    },
    optimizer() {
      const { first, second } = inner.optimizer();
      return {
        first: joined(first, optimizer.first),
        second: joined(second, optimizer.second),
      };
    },
    setOptimizer({ first, second }) {
      const leading = (moments: Float32Array) => moments.subarray(0, shared);
      inner.setOptimizer({ first: leading(first), second: leading(second) });
      optimizer.first.set(first.subarray(shared));
      optimizer.second.set(second.subarray(shared));
    },
    trainStep(batch, options: TrainStepOptions) {
      const expanded = expand(network, batch);
      const { loss, gradientNorm } = inner.trainStep(expanded.batch, options);
      const { penalty, gradients } = learnSmoothing(network, expanded);
      const rate = options.learningRate * task.smoothingRate;
      for (const { series, gradient } of gradients) {
        optimizer.step(numbers, series * each, gradient, rate);
      }
      return { loss: loss + penalty, gradientNorm };
    },
    gradient(batch) {
      const expanded = expand(network, batch);
      const { loss, gradient } = inner.gradient(expanded.batch);
      const { penalty, gradients } = learnSmoothing(network, expanded);
      const all = new Float32Array(shared + numbers.length);
      all.set(gradient);
      for (const { series, gradient: own } of gradients) {
        own.forEach((slope, i) => {
          all[shared + series * each + i]! += slope;
        });
      }
      return { loss: loss + penalty, gradient: all };
    },
    evaluate: (batch) => inner.evaluate(expand(network, batch).batch),
  };
}

function smooth({ task, each, numbers }: Smoothed, { series, end }: Segment) {
  const own = task.series[series]!;
  const smoothing = smoothingOf(own, numbers.subarray(series * each, (series + 1) * each));
  const logs = own.logs.subarray(0, end);
  return { series, end, own, smoothing, logs, run: runSmoothing(smoothing, logs) };
}

/** The network's batch, and the smoothing that it came from. */
function expand(network: Smoothed, { size, inputs }: Batch) {
  const { shape } = network.task;
  const { lookback, horizon, steps } = shape;
  const windows = new Float32Array(size * steps * lookback);
  const bases = new Float32Array(size * steps * horizon);
  const targets = new Float32Array(size * steps * horizon);
  const part = (array: Float32Array, slot: number) => {
    const width = array.length / size;
    return array.subarray(slot * width, (slot + 1) * width);
  };
  const smoothed = [...inputs[SEGMENT]!].map((position, slot) => {
    const segment = network.segments[position]!;
    const each = smooth(network, segment);
    readWindows(shape, each.own, each.run, each.end, part(windows, slot));
    readBases(shape, each.run, each.end, part(bases, slot));
    readTargets(shape, each.own, segment, part(targets, slot));
    return each;
  });
  const named = { [hybridInputs.windows]: windows, [hybridInputs.bases]: bases };
  return { batch: { size, inputs: named, targets }, smoothed, part };
}

/** Derivatives by the numbers of a batch's series, after the network's own; and the penalty. */
function learnSmoothing({ inner, task }: Smoothed, { smoothed, part }: ReturnType<typeof expand>) {
  const byWindow = inner.inputGradient(hybridInputs.windows);
  const byBase = inner.inputGradient(hybridInputs.bases);
  const weight = task.levelPenalty / smoothed.length;
  let penalty = 0;
  const gradients = smoothed.map(({ series, end, own, smoothing, logs, run }, slot) => {
    const gradient = noGradient(run);
    addStepGradients(task.shape, own, end, part(byWindow, slot), part(byBase, slot), gradient);
    penalty += weight * levelPenalty(run.level, weight, gradient.level);
    const bySmoothing = smoothingGradient(smoothing, logs, run, gradient);
    return { series, gradient: numbersGradient(own, smoothing, bySmoothing) };
  });
  return { penalty, gradients };
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
