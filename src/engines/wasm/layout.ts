import type { Shape } from '../../networks/facts/node-facts.js';
import { sizeOf } from '../../networks/facts/shape.js';
import { targetsOf } from '../../networks/parameters.js';
import type { NetworkSpec } from '../../networks/spec.js';
import type { Allocator } from './memory.js';
import { CHUNK, mostShards, roundUp } from './shards.js';

/** What the main thread tells the kernels before a step; see the kernels dropoutMask, loss and adamw. */
export const CONTROL = {
  /** u32 { dropout active, seed low, seed high, step } */
  dropout: 0,
  /** f32: 1 / (targets that are present in the batch) */
  lossScale: 16,
  /** f32 { gradient scale, learning rate, weight decay, Adam's two bias corrections } */
  adamw: 32,
  numbers: 16,
} as const;

/** Addresses of what the threads share; 0 for what a network without training does not have. */
export interface Layout {
  readonly control: number;
  readonly weights: number;
  readonly first: number;
  readonly second: number;
  /** 1 where weight decay applies, else 0. */
  readonly decays: number;
  /** One gradient per shard; the first one also takes their sum. // (shards, parameters) */
  readonly gradients: number;
  readonly gradientBytes: number;
  /** Sum of squares of each chunk of the gradient, f64. */
  readonly squares: number;
  /** Sum of the loss of each shard, f64. */
  readonly losses: number;
  /** The batch, batch-major, by input id. */
  readonly inputs: ReadonlyMap<string, number>;
  /** Gradients of those inputs that learn, batch-major. */
  readonly inputGradients: ReadonlyMap<string, number>;
  readonly targets: number;
  readonly output: number;
  /** Probabilities of a pinball loss. */
  readonly probabilities: number;
}

/** Lays out a network's shared arrays. */
export function layOut(
  spec: NetworkSpec,
  shapes: ReadonlyMap<string, Shape>,
  parameterCount: number,
  options: { batchSize: number; training: boolean },
  allocator: Allocator,
): Layout {
  const { batchSize, training } = options;
  const shards = mostShards(batchSize);
  const flat = roundUp(parameterCount);
  const whenTraining = (numbers: number) => (training ? allocator.take(numbers) : 0);
  const control = allocator.take(CONTROL.numbers);
  const weights = allocator.take(flat);
  return {
    control,
    weights,
    gradients: whenTraining(flat * shards),
    gradientBytes: flat * 4,
    first: whenTraining(flat),
    second: whenTraining(flat),
    decays: whenTraining(flat),
    squares: whenTraining(2 * Math.ceil(flat / CHUNK)),
    losses: allocator.take(2 * shards),
    inputs: new Map(
      spec.inputs.map(({ id, shape }) => [id, allocator.take(batchSize * sizeOf(shape))]),
    ),
    inputGradients: new Map(
      spec.inputs
        .filter(({ learns }) => training && learns)
        .map(({ id, shape }) => [id, allocator.take(batchSize * sizeOf(shape))]),
    ),
    targets: allocator.take(batchSize * targetsOf(spec, shapes)),
    output: allocator.take(batchSize * sizeOf(shapes.get(spec.output)!)),
    probabilities: allocator.take(
      spec.loss.kind === 'pinball' ? spec.loss.probabilities.length : 0,
    ),
  };
}
