import { pow } from '../../elementary.js';
import type { NetworkSpec } from '../../networks/spec.js';
import { createRandom } from '../../random.js';
import type { Batch, CompileOptions, Network, TrainStepOptions } from '../engine.js';
import { CONTROL, targetsOf } from './layout.js';
import { createMemory } from './memory.js';
import { instantiate } from './module.js';
import { sizeOf } from './nodes/shape.js';
import { initializeAll } from './parameters.js';
import { planNetwork } from './plan.js';
import { CHUNK, mostShards, shardCount } from './shards.js';
import { createTeam } from './team.js';

const BETA_1 = 0.9;
const BETA_2 = 0.999;

/**
 * A network over its own shared memory. Everything is laid out once; a training step is a few programs
 * that the team of threads runs: shards, sum of gradients, update of weights.
 */
export function createNetwork(
  spec: NetworkSpec,
  options: CompileOptions,
  module: WebAssembly.Module,
): Network {
  const plan = planNetwork(spec, options);
  const memory = createMemory(plan.bytes, describe(spec));
  const kernels = instantiate(module, memory);
  const { layout, parameters, programs, places } = plan;
  const team = createTeam({ module, memory, programs, places }, kernels, plan);

  const { parameterCount } = places;
  const outputs = sizeOf(plan.shapes.get(spec.output)!);
  const targetsPerRow = targetsOf(spec, plan.shapes);
  const chunks = Math.ceil(parameterCount / CHUNK);
  const floats = (address: number, length: number) =>
    new Float32Array(memory.buffer, address, length);
  const weights = floats(layout.weights, parameterCount);
  const dropoutControl = new Uint32Array(memory.buffer, layout.control + CONTROL.dropout, 4);
  const lossScale = floats(layout.control + CONTROL.lossScale, 1);
  const adamwControl = floats(layout.control + CONTROL.adamw, 5);
  const losses = new Float64Array(memory.buffer, layout.losses, mostShards(options.batchSize));

  let packed = false;
  let learnt = 0; // rows of the batch that the gradients are of
  let disposed = false;

  if (options.seed !== null) initializeAll(parameters, createRandom(options.seed), weights);
  if (options.training) {
    const decays = floats(layout.decays, parameterCount);
    for (const { decays: does, offset, size } of parameters) {
      decays.fill(does ? 1 : 0, offset, offset + size);
    }
  }
  if (spec.loss.kind === 'pinball') {
    const { probabilities } = spec.loss;
    floats(layout.probabilities, probabilities.length).set(probabilities);
  }

  function requireTraining(): void {
    if (!options.training) throw new Error('the network was compiled without training');
  }

  /** Brings the packed copies of the weights up to date. */
  function prepare(): void {
    if (disposed) throw new Error('the network was disposed of');
    if (packed) return;
    for (const { kernel, operands } of plan.pack) kernels[kernel](...(operands as number[]));
    packed = true;
  }

  function loadInputs(size: number, firstRow: number, inputs: Batch['inputs']): void {
    for (const [id, address] of layout.inputs) {
      const width = sizeOf(plan.shapes.get(id)!);
      const from = inputs[id];
      if (!from) throw new Error(`the batch has no input "${id}"`);
      if (from.length < (firstRow + size) * width) {
        throw new Error(`input "${id}" is shorter than its batch`);
      }
      floats(address, size * width).set(from.subarray(firstRow * width, (firstRow + size) * width));
    }
  }

  /** Loads a batch and returns how many of its targets are present. */
  function loadBatch(batch: Batch): number {
    if (batch.size > options.batchSize)
      throw new Error('the batch is larger than was compiled for');
    const length = batch.size * targetsPerRow;
    loadInputs(batch.size, 0, batch.inputs);
    floats(layout.targets, length).set(batch.targets.subarray(0, length));
    return kernels.countPresent(layout.targets, length);
  }

  /** The mean loss from the shards' sums; 0 when no target was present. */
  function meanLoss(batchSize: number, count: number): number {
    let total = 0;
    for (let shard = 0; shard < shardCount(batchSize); shard++) total += losses[shard]!;
    return count === 0 ? 0 : total / count;
  }

  /** Runs the shards forward and backward and adds their gradients. Returns loss and gradient norm. */
  function learn(batch: Batch): { loss: number; gradientNorm: number } {
    requireTraining();
    prepare();
    const count = loadBatch(batch);
    learnt = batch.size;
    lossScale[0] = count === 0 ? 0 : 1 / count;
    team.run('train', batch.size, shardCount(batch.size));
    team.run('sum', batch.size, chunks);
    const squares = new Float64Array(memory.buffer, layout.squares, chunks);
    const gradientNorm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
    return { loss: meanLoss(batch.size, count), gradientNorm };
  }

  function updateWeights(batchSize: number, gradientNorm: number, step: TrainStepOptions): void {
    adamwControl[0] = gradientNorm > step.clipNorm ? step.clipNorm / gradientNorm : 1;
    adamwControl[1] = step.learningRate;
    adamwControl[2] = step.weightDecay;
    adamwControl[3] = 1 / (1 - pow(BETA_1, step.step));
    adamwControl[4] = 1 / (1 - pow(BETA_2, step.step));
    team.run('update', batchSize, chunks);
    packed = false;
  }

  return {
    spec,
    parameters: parameters.map(({ name, shape, offset, size }) => ({ name, shape, offset, size })),
    parameterCount,
    weights: () => weights.slice(),
    setWeights(values) {
      if (values.length !== parameterCount) throw new Error('weights of another network');
      weights.set(values);
      packed = false;
    },
    optimizer() {
      requireTraining();
      return {
        first: floats(layout.first, parameterCount).slice(),
        second: floats(layout.second, parameterCount).slice(),
      };
    },
    setOptimizer({ first, second }) {
      requireTraining();
      floats(layout.first, parameterCount).set(first);
      floats(layout.second, parameterCount).set(second);
    },
    trainStep(batch, step) {
      dropoutControl.set([1, step.seed >>> 0, Math.floor(step.seed / 4294967296), step.step]);
      const { loss, gradientNorm } = learn(batch);
      updateWeights(batch.size, gradientNorm, step);
      return { loss, gradientNorm };
    },
    gradient(batch) {
      dropoutControl[0] = 0;
      const { loss } = learn(batch);
      return { loss, gradient: floats(layout.gradients, parameterCount).slice() };
    },
    inputGradient(id) {
      const address = layout.inputGradients.get(id);
      if (address === undefined) throw new Error(`input "${id}" does not learn`);
      return floats(address, learnt * sizeOf(plan.shapes.get(id)!)).slice();
    },
    evaluate(batch) {
      prepare();
      const count = loadBatch(batch);
      team.run('evaluate', batch.size, shardCount(batch.size));
      return { loss: meanLoss(batch.size, count), count };
    },
    predict(size, inputs) {
      prepare();
      const result = new Float32Array(size * outputs);
      for (let first = 0; first < size; first += options.batchSize) {
        const rows = Math.min(options.batchSize, size - first);
        loadInputs(rows, first, inputs);
        team.run('predict', rows, shardCount(rows));
        result.set(floats(layout.output, rows * outputs), first * outputs);
      }
      return result;
    },
    dispose() {
      disposed = true;
      team.dispose();
    },
  };
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
