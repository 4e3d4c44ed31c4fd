import { sizeOf } from '../../networks/facts/shape.js';
import { initializeAll, targetsOf } from '../../networks/parameters.js';
import type { NetworkSpec } from '../../networks/spec.js';
import { createRandom } from '../../random.js';
import type { Batch, CompileOptions } from '../engine.js';
import { CONTROL } from './layout.js';
import type { ProgramPlan } from './plan.js';
import { CHUNK, mostShards } from './shards.js';

/** What the main thread sees of a network's memory, as typed arrays. */
export interface NetworkViews {
  /** Numbers of the target and of the output in one row of a batch. */
  readonly targetsPerRow: number;
  readonly outputsPerRow: number;
  /** Tasks in which sums of gradients and updates of weights are cut. */
  readonly chunks: number;
  readonly weights: Float32Array; // (parameters)
  readonly dropout: Uint32Array;
  readonly lossScale: Float32Array;
  readonly adamw: Float32Array;
  readonly losses: Float64Array; // (shards)
  readonly squares: Float64Array; // (chunks)
  floats(address: number, length: number): Float32Array;
  /** Copies rows [first, first + size) of every input to where the programs read them. */
  loadInputs(size: number, first: number, inputs: Batch['inputs']): void;
}

/** Views of a plan's addresses; the first weights and what never changes are written. */
export function openViews(
  spec: NetworkSpec,
  options: CompileOptions,
  plan: ProgramPlan,
  { buffer }: WebAssembly.Memory,
): NetworkViews {
  const { layout, shapes, places } = plan;
  const { parameterCount } = places;
  const chunks = Math.ceil(parameterCount / CHUNK);
  const floats = (address: number, length: number) => new Float32Array(buffer, address, length);
  const views: NetworkViews = {
    targetsPerRow: targetsOf(spec, shapes),
    outputsPerRow: sizeOf(shapes.get(spec.output)!),
    chunks,
    weights: floats(layout.weights, parameterCount),
    dropout: new Uint32Array(buffer, layout.control + CONTROL.dropout, 4),
    lossScale: floats(layout.control + CONTROL.lossScale, 1),
    adamw: floats(layout.control + CONTROL.adamw, 5),
    losses: new Float64Array(buffer, layout.losses, mostShards(options.batchSize)),
    squares: new Float64Array(buffer, layout.squares, options.training ? chunks : 0),
    floats,
    loadInputs(size, first, inputs) {
      for (const [id, address] of layout.inputs) {
        const width = sizeOf(shapes.get(id)!);
        const from = inputs[id];
        if (!from) throw new Error(`the batch has no input "${id}"`);
        if (from.length < (first + size) * width) {
          throw new Error(`input "${id}" is shorter than its batch`);
        }
        floats(address, size * width).set(from.subarray(first * width, (first + size) * width));
      }
    },
  };
  writeConstants(spec, options, plan, views);
  return views;
}

function writeConstants(
  spec: NetworkSpec,
  { seed, training }: CompileOptions,
  { layout, parameters }: ProgramPlan,
  { weights, floats }: NetworkViews,
): void {
  if (seed !== null) initializeAll(parameters, createRandom(seed), weights);
  if (training) {
    const decays = floats(layout.decays, weights.length);
    for (const { decays: does, offset, size } of parameters) {
      decays.fill(does ? 1 : 0, offset, offset + size);
    }
  }
  if (spec.loss.kind === 'pinball') {
    const { probabilities } = spec.loss;
    floats(layout.probabilities, probabilities.length).set(probabilities);
  }
}
