import type { ParameterInfo } from '../networks/parameters.js';
import type { NetworkSpec } from '../networks/spec.js';

/** How to run networks; part of every fit, never part of a result. */
export interface EngineSettings {
  /** Name in the engines' registry. */
  readonly name: string;
  /** Worker threads at most; results do not depend on it. */
  readonly threads: number;
}

/** Windows side by side, batch-major. A NaN in `targets` is missing and carries no loss. */
export interface Batch {
  readonly size: number;
  /** By input id. // (size, …shape) */
  readonly inputs: Readonly<Record<string, Float32Array>>;
  readonly targets: Float32Array; // (size, horizon)
}

export interface TrainStepOptions {
  /** Counts from 1 over the whole training; Adam's t and the dropout masks depend on it. */
  readonly step: number;
  readonly learningRate: number;
  /** Decoupled (AdamW, Loshchilov & Hutter 2019), on weight matrices only. */
  readonly weightDecay: number;
  /** Global gradient norm is scaled down to this; Infinity turns clipping off. */
  readonly clipNorm: number;
  /** Seeds the dropout masks of this training. */
  readonly seed: number;
}

/** Adam's moments and nothing else: with weights and step they are the whole training state. */
export interface OptimizerState {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** A compiled network. Copies go in and out; nothing returned aliases the engine's memory. */
export interface Network {
  readonly spec: NetworkSpec;
  /** What computes, one sentence for people; absent where the engine's name says it all. */
  readonly remark?: string;
  readonly parameters: readonly ParameterInfo[];
  readonly parameterCount: number;
  weights(): Float32Array; // (parameterCount)
  setWeights(weights: Float32Array): void;
  optimizer(): OptimizerState;
  setOptimizer(state: OptimizerState): void;
  /** Forward, backward, clip, Adam. Returns the batch's loss and the gradient norm before clipping. */
  trainStep(batch: Batch, options: TrainStepOptions): { loss: number; gradientNorm: number };
  /** Mean loss without dropout, and how many target elements it is the mean of. */
  evaluate(batch: Batch): { loss: number; count: number };
  /** Loss and its gradient without touching the weights; no dropout. // gradient: (parameterCount) */
  gradient(batch: Batch): { loss: number; gradient: Float32Array };
  /**
   * The last trainStep's or gradient's derivative of the loss by an input that the spec says `learns`.
   * // (size, …shape)
   */
  inputGradient(id: string): Float32Array;
  /** Forward pass without dropout, in slices of the compiled batch size. // (size, outputs) */
  predict(size: number, inputs: Readonly<Record<string, Float32Array>>): Float32Array;
  /** Ends workers and frees memory; the network cannot be used afterwards. */
  dispose(): void;
}

export interface CompileOptions {
  /** Largest batch that trainStep, evaluate and gradient will see; predict takes any size. */
  readonly batchSize: number;
  /** False allocates no gradients and no optimizer state; trainStep and gradient then throw. */
  readonly training: boolean;
  readonly threads: number;
  /**
   * Seeds the initial weights: Xavier input kernels, orthogonal recurrent ones, LSTM forget bias 1.
   * Null leaves them at zero, for a network whose weights are set from a model file.
   */
  readonly seed: number | null;
}

/** What an engine of another project computes with. */
export interface EngineFacts {
  readonly package: string;
  readonly version: string;
  readonly backend: string;
}

/** A registry entry. */
export interface Engine {
  readonly name: string;
  readonly summary: string;
  /** @throws UserError (exit 2) when the network would not fit in memory, with the estimate. */
  compile(spec: NetworkSpec, options: CompileOptions): Promise<Network>;
  /** What computes here; absent where the engine's name says it all. @throws UserError as `compile` */
  facts?(): Promise<EngineFacts>;
}
