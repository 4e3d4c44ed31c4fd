import type { Network } from '../engines/engine.js';
import { engines } from '../engines/index.js';
import { INPUTS } from '../models/pretrained/inputs.js';
import { pretrainedNetwork, UNITS } from '../models/pretrained/network.js';
import { BUCKETS, bucketOf, drawBatch } from './batches.js';
import type { Checkpoint } from './checkpoint.js';

/** A training from its first step to its last; the weights depend on nothing else. */
export interface Recipe {
  readonly steps: number;
  readonly seed: number;
  readonly learningRate: number;
  readonly finalRate: number;
  readonly weightDecay: number;
  readonly clipNorm: number;
}

/** What the weights in the package were made with; several networks differ in the seed alone. */
export const RECIPE: Recipe = {
  steps: 6300,
  seed: 1,
  learningRate: 2e-3,
  finalRate: 2e-5,
  weightDecay: 0.01,
  clipNorm: 1,
};

/** Seeds of the networks whose quantiles are averaged: a second one takes twice the time for 0.4 % of MASE. */
export const SEEDS: readonly number[] = [1];

/** How a training runs; no part of its result. */
export interface TrainingRun {
  readonly threads: number;
  /** The state that it kept before a kill, or null. */
  load(): Checkpoint | null;
  /** Keeps its state. */
  save(checkpoint: Checkpoint): void;
  /** Steps between two checkpoints and two lines of the log. */
  readonly every: number;
  /** Ends early after this step, as a kill would. */
  readonly until?: number;
  log(line: string): void;
  /** Seconds from any start. */
  clock(): number;
}

const WARM_UP = 300;
/** Share of all steps over which the learning rate goes down. */
const COOLING = 0.3;

/** Trains by the recipe and returns the weights. */
export async function pretrain(recipe: Recipe, run: TrainingRun): Promise<Float32Array> {
  const identity = identityOf(recipe);
  const networks = await Promise.all(
    BUCKETS.map((bucket) =>
      engines.get('wasm').compile(pretrainedNetwork(bucket), {
        batchSize: bucket.batchSize,
        training: true,
        threads: run.threads,
        seed: recipe.seed,
      }),
    ),
  );
  const kept = run.load();
  if (
    kept &&
    (kept.recipe !== identity ||
      (kept.steps !== recipe.steps && kept.step > plateauEnd(Math.min(kept.steps, recipe.steps))))
  ) {
    throw new Error(`the checkpoint is of another recipe: ${kept.recipe}, ${kept.steps} steps`);
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
      step,
      learningRate: rateAt(step, recipe),
      seed: recipe.seed,
      weightDecay: recipe.weightDecay,
      clipNorm: recipe.clipNorm,
    });
    if (!Number.isFinite(loss)) throw new Error(`the loss of step ${step} is ${loss}`);
    losses[index]!.sum += loss;
    losses[index]!.count += 1;
    if (step % run.every === 0 || step === recipe.steps || step === run.until) {
      const seconds = run.clock() - started;
      const means = losses.map(({ sum, count }) => (sum / count).toFixed(4)).join(' ');
      run.log(
        `step ${step} loss ${means} ${(seconds / Math.min(step, run.every)).toFixed(3)} s/step`,
      );
      for (const entry of losses) [entry.sum, entry.count] = [0, 0];
      run.save(checkpointOf(current, recipe, step));
      started = run.clock();
    }
    if (step === run.until) break;
  }
  const weights = current.weights();
  for (const network of networks) network.dispose();
  return weights;
}

function checkpointOf(network: Network, recipe: Recipe, step: number): Checkpoint {
  const { steps } = recipe;
  return {
    recipe: identityOf(recipe),
    steps,
    step,
    weights: network.weights(),
    ...network.optimizer(),
  };
}

/** What a checkpoint must agree in; the number of steps counts from the end of the plateau on only. */
const identityOf = ({ steps: _, ...rest }: Recipe) => JSON.stringify(rest);

/**
 * Linear warm-up, a plateau, and a linear way down to the final rate over the last part (Hägele et al.
 * 2024): what was trained on the plateau serves a longer or shorter training just as well.
 */
function rateAt(step: number, { steps, learningRate, finalRate }: Recipe): number {
  if (step <= WARM_UP) return (learningRate * step) / WARM_UP;
  const plateau = plateauEnd(steps);
  if (step <= plateau) return learningRate;
  return learningRate + ((finalRate - learningRate) * (step - plateau)) / (steps - plateau);
}

const plateauEnd = (steps: number) => Math.floor((1 - COOLING) * steps);

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
