import { cos } from '../src/elementary.js';
import type { Network } from '../src/engines/engine.js';
import { wasmEngine } from '../src/engines/wasm/engine.js';
import { INPUTS } from '../src/models/pretrained/inputs.js';
import { pretrainedNetwork, UNITS } from '../src/models/pretrained/network.js';
import { BUCKETS, bucketOf, drawBatch } from './batches.js';
import { type Checkpoint, loadCheckpoint, saveCheckpoint } from './checkpoint.js';

/** A training from its first step to its last; the weights depend on nothing else. */
export interface Recipe {
  readonly steps: number;
  readonly seed: number;
  readonly learningRate: number;
  readonly finalRate: number;
  readonly weightDecay: number;
  readonly clipNorm: number;
}

export const RECIPE: Recipe = {
  steps: 14_000,
  seed: 1,
  learningRate: 3e-3,
  finalRate: 2e-5,
  weightDecay: 0.01,
  clipNorm: 1,
};

/** How a training runs; no part of its result. */
export interface TrainingRun {
  readonly threads: number;
  /** Where it keeps its state, to go on after a kill. */
  readonly checkpoint: string | null;
  /** Steps between two checkpoints and two lines of the log. */
  readonly every: number;
  /** Ends early after this step, as a kill would. */
  readonly until?: number;
  log(line: string): void;
  /** Seconds from any start. */
  clock(): number;
}

const WARM_UP = 300;

/** Trains by the recipe and returns the weights. */
export async function pretrain(recipe: Recipe, run: TrainingRun): Promise<Float32Array> {
  const identity = JSON.stringify(recipe);
  const networks = await Promise.all(
    BUCKETS.map((bucket) =>
      wasmEngine.compile(pretrainedNetwork(bucket), {
        ...{ batchSize: bucket.batchSize, training: true, threads: run.threads, seed: recipe.seed },
      }),
    ),
  );
  const kept = run.checkpoint === null ? null : loadCheckpoint(run.checkpoint);
  if (kept && kept.recipe !== identity) {
    throw new Error(`${run.checkpoint} is of another recipe: ${kept.recipe}`);
  }
  let current = networks[0]!;
  if (kept) {
    current.setWeights(kept.weights);
    current.setOptimizer(kept);
    run.log(`goes on after step ${kept.step}`);
  } else {
    current.setWeights(withPaddingGate(current));
  }
  const losses = BUCKETS.map(() => ({ sum: 0, count: 0 }));
  let started = run.clock();
  for (let step = (kept?.step ?? 0) + 1; step <= recipe.steps; step++) {
    const index = bucketOf(recipe.seed, step);
    const network = networks[index]!;
    if (network !== current) {
      network.setWeights(current.weights());
      network.setOptimizer(current.optimizer());
      current = network;
    }
    const batch = drawBatch(`step ${step}`, recipe.seed, BUCKETS[index]!);
    const { loss } = network.trainStep(batch, {
      ...{ step, learningRate: rateAt(step, recipe), seed: recipe.seed },
      ...{ weightDecay: recipe.weightDecay, clipNorm: recipe.clipNorm },
    });
    if (!Number.isFinite(loss)) throw new Error(`the loss of step ${step} is ${loss}`);
    losses[index]!.sum += loss;
    losses[index]!.count += 1;
    if (step % run.every === 0 || step === recipe.steps || step === run.until) {
      const seconds = run.clock() - started;
      const means = losses.map(({ sum, count }) => (sum / count).toFixed(4)).join(' ');
      run.log(`step ${step} loss ${means} ${(seconds / Math.min(step, run.every)).toFixed(3)} s/step`);
      for (const entry of losses) [entry.sum, entry.count] = [0, 0];
      if (run.checkpoint !== null) {
        saveCheckpoint(run.checkpoint, checkpointOf(current, identity, step));
      }
      started = run.clock();
    }
    if (step === run.until) break;
  }
  const weights = current.weights();
  for (const network of networks) network.dispose();
  return weights;
}

function checkpointOf(network: Network, recipe: string, step: number): Checkpoint {
  return { recipe, step, weights: network.weights(), ...network.optimizer() };
}

/** Linear warm-up, then a cosine to the final rate. */
function rateAt(step: number, { steps, learningRate, finalRate }: Recipe): number {
  const warm = Math.min(WARM_UP, Math.max(1, steps / 10));
  if (step <= warm) return (learningRate * step) / warm;
  const progress = (step - warm) / Math.max(1, steps - warm);
  return finalRate + (learningRate - finalRate) * 0.5 * (1 + cos(Math.PI * progress));
}

/** First weights with which the padding closes the update gate and does nothing else. */
function withPaddingGate(network: Network): Float32Array {
  const weights = network.weights();
  for (const [name, row] of [
    ['first.kernel', INPUTS],
    ['second.kernel', UNITS],
  ] as const) {
    const { offset, shape } = network.parameters.find((parameter) => parameter.name === name)!;
    const width = shape[1]!;
    const from = offset + row * width;
    weights.fill(1, from, from + UNITS);
    weights.fill(0, from + UNITS, from + width);
  }
  return weights;
}
