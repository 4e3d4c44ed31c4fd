import { pow } from '../../elementary.js';
import { sizeOf } from '../../networks/facts/shape.js';
import type { NetworkSpec } from '../../networks/spec.js';
import type { Batch, CompileOptions, Network, TrainStepOptions } from '../engine.js';
import type { Kernels } from './kernels.js';
import { createMemory } from './memory.js';
import { instantiate } from './module.js';
import { createThreads, type NetworkThreads } from './network-threads.js';
import { type ProgramPlan, planNetwork } from './plan.js';
import { shardCount } from './shards.js';
import { type NetworkViews, openViews } from './views.js';

const BETA_1 = 0.9;
const BETA_2 = 0.999;

/** A network in its memory, and what has been done with it. */
interface OpenNetwork {
  readonly options: CompileOptions;
  readonly plan: ProgramPlan;
  readonly views: NetworkViews;
  readonly kernels: Kernels;
  readonly threads: NetworkThreads;
  /** Whether the packed copies of the weights are up to date. */
  packed: boolean;
  /** Rows of the batch that the gradients are of. */
  learnt: number;
  disposed: boolean;
}

/**
 * A network over its own shared memory. Everything is laid out once; a training step is a few programs
 * that the threads runs: shards, sum of gradients, update of weights.
 */
export function createNetwork(
  spec: NetworkSpec,
  options: CompileOptions,
  module: WebAssembly.Module,
): Network {
  const plan = planNetwork(spec, options);
  const { parameters, programs, places } = plan;
  const memory = createMemory(plan.bytes, describe(spec));
  const kernels = instantiate(module, memory);
  const threads = createThreads({ module, memory, programs, places }, kernels, plan);
  const views = openViews(spec, options, plan, memory);
  const network: OpenNetwork = {
    options,
    plan,
    views,
    kernels,
    threads,
    packed: false,
    learnt: 0,
    disposed: false,
  };
  return {
    spec,
    parameters: parameters.map(({ name, shape, offset, size }) => ({ name, shape, offset, size })),
    parameterCount: places.parameterCount,
    ...stateOf(network),
    ...learningOf(network),
    ...inferenceOf(network),
    dispose() {
      network.disposed = true;
      threads.dispose();
    },
  };
}

/** Reading and replacing what training changes. */
function stateOf(
  network: OpenNetwork,
): Pick<Network, 'weights' | 'setWeights' | 'optimizer' | 'setOptimizer'> {
  const { layout } = network.plan;
  const { weights, floats } = network.views;
  return {
    weights: () => weights.slice(),
    setWeights(values) {
      if (values.length !== weights.length) throw new Error('weights of another network');
      weights.set(values);
      network.packed = false;
    },
    optimizer() {
      requireTraining(network);
      return {
        first: floats(layout.first, weights.length).slice(),
        second: floats(layout.second, weights.length).slice(),
      };
    },
    setOptimizer({ first, second }) {
      requireTraining(network);
      floats(layout.first, weights.length).set(first);
      floats(layout.second, weights.length).set(second);
    },
  };
}

/** Passes that take gradients. */
function learningOf(
  network: OpenNetwork,
): Pick<Network, 'trainStep' | 'gradient' | 'inputGradient'> {
  const { layout, shapes } = network.plan;
  const { dropout, floats, weights } = network.views;
  return {
    trainStep(batch, step) {
      dropout.set([1, step.seed >>> 0, Math.floor(step.seed / 4294967296), step.step]);
      const { loss, gradientNorm } = learn(network, batch);
      updateWeights(network, batch.size, gradientNorm, step);
      return { loss, gradientNorm };
    },
    gradient(batch) {
      dropout[0] = 0;
      const { loss } = learn(network, batch);
      return { loss, gradient: floats(layout.gradients, weights.length).slice() };
    },
    inputGradient(id) {
      const address = layout.inputGradients.get(id);
      if (address === undefined) throw new Error(`input "${id}" does not learn`);
      return floats(address, network.learnt * sizeOf(shapes.get(id)!)).slice();
    },
  };
}

/** Passes without gradients, and without dropout. */
function inferenceOf(network: OpenNetwork): Pick<Network, 'evaluate' | 'predict'> {
  const { options, plan, views, threads } = network;
  const { outputsPerRow, floats } = views;
  return {
    evaluate(batch) {
      prepare(network);
      const count = loadBatch(network, batch);
      threads.run('evaluate', batch.size, shardCount(batch.size));
      return { loss: meanLoss(views, batch.size, count), count };
    },
    predict(size, inputs) {
      prepare(network);
      const result = new Float32Array(size * outputsPerRow);
      for (let first = 0; first < size; first += options.batchSize) {
        const rows = Math.min(options.batchSize, size - first);
        views.loadInputs(rows, first, inputs);
        threads.run('predict', rows, shardCount(rows));
        result.set(floats(plan.layout.output, rows * outputsPerRow), first * outputsPerRow);
      }
      return result;
    },
  };
}

function requireTraining({ options }: OpenNetwork): void {
  if (!options.training) throw new Error('the network was compiled without training');
}

/** Brings the packed copies of the weights up to date. */
function prepare(network: OpenNetwork): void {
  const { plan, kernels } = network;
  if (network.disposed) throw new Error('the network was disposed of');
  if (network.packed) return;
  for (const { kernel, operands } of plan.pack) kernels[kernel](...(operands as number[]));
  network.packed = true;
}

/** Loads a batch and returns how many of its targets are present. */
function loadBatch({ options, plan, views, kernels }: OpenNetwork, batch: Batch): number {
  if (batch.size > options.batchSize) throw new Error('the batch is larger than was compiled for');
  const { targets } = plan.layout;
  const length = batch.size * views.targetsPerRow;
  views.loadInputs(batch.size, 0, batch.inputs);
  views.floats(targets, length).set(batch.targets.subarray(0, length));
  return kernels.countPresent(targets, length);
}

/** The mean loss from the shards' sums; 0 when no target was present. */
function meanLoss({ losses }: NetworkViews, batchSize: number, count: number): number {
  let total = 0;
  for (let shard = 0; shard < shardCount(batchSize); shard++) total += losses[shard]!;
  return count === 0 ? 0 : total / count;
}

/** Runs the shards forward and backward and adds their gradients. Returns loss and gradient norm. */
function learn(network: OpenNetwork, batch: Batch): { loss: number; gradientNorm: number } {
  requireTraining(network);
  prepare(network);
  const { views, threads } = network;
  const count = loadBatch(network, batch);
  network.learnt = batch.size;
  views.lossScale[0] = count === 0 ? 0 : 1 / count;
  threads.run('train', batch.size, shardCount(batch.size));
  threads.run('sum', batch.size, views.chunks);
  const gradientNorm = Math.sqrt(views.squares.reduce((sum, square) => sum + square, 0));
  return { loss: meanLoss(views, batch.size, count), gradientNorm };
}

/** One step of AdamW along the gradient of the last batch, clipped by its norm. */
function updateWeights(
  network: OpenNetwork,
  batchSize: number,
  gradientNorm: number,
  step: TrainStepOptions,
): void {
  const { adamw, chunks } = network.views;
  adamw[0] = gradientNorm > step.clipNorm ? step.clipNorm / gradientNorm : 1;
  adamw[1] = step.learningRate;
  adamw[2] = step.weightDecay;
  adamw[3] = 1 / (1 - pow(BETA_1, step.step));
  adamw[4] = 1 / (1 - pow(BETA_2, step.step));
  network.threads.run('update', batchSize, chunks);
  network.packed = false;
}

/** The network's widest layer, for the message that it does not fit. */
function describe(spec: NetworkSpec): string {
  const widest = spec.nodes.reduce(
    (best, node) => ('units' in node && node.units > best.units ? node : best),
    { id: '', units: 0 },
  );
  return widest.units > 0
    ? `a network with ${widest.units} hidden units (layer "${widest.id}")`
    : 'the network';
}
