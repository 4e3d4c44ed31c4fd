import type { EngineSettings, Network } from '../engines/engine.js';
import { engines } from '../engines/index.js';
import type { NetworkSpec } from '../networks/spec.js';
import { blend } from './blend.js';
import { startAsLine } from './line/layer.js';
import { type Line, toleranceOf } from './line/line.js';
import { batchOfSegments, createSmoothedNetwork } from './smoothing/network.js';
import type { SmoothingTask } from './smoothing/task.js';
import { meanLoss, train } from './train.js';
import type { BatchSource, TrainingHooks, TrainingResult, TrainingSettings } from './training.js';
import type { FitData } from './windows/fit-data.js';
import { createWindowReader } from './windows/window-reader.js';
import { windowSource } from './windows/window-source.js';

/** One training, as plain data that can be sent to a worker thread. */
export interface MemberJob {
  readonly engine: EngineSettings;
  readonly spec: NetworkSpec;
  readonly settings: TrainingSettings;
  readonly task: WindowTask | SmoothingTask;
  /** Weights to start from instead of the task's. */
  readonly warm: Float32Array | null;
}

/** To forecast windows by themselves, starting from a closed form. */
export interface WindowTask {
  readonly kind: 'windows';
  readonly data: Omit<FitData, 'reader'>;
  /** What it learns to correct: the closed form, a part of it, or nothing. */
  readonly line: Line;
  /** The whole closed form, which counts as far as training does not. */
  readonly whole: Line;
}

export interface MemberResult {
  readonly result: TrainingResult;
  /** How much of the forecast is the trained network's; the rest is the closed form's. */
  readonly share: number;
  /** Of the result, on the validation windows; NaN without any. */
  readonly loss: number;
  readonly parameters: number;
  /** The engine's sentence about what computed, if it has one. */
  readonly remark: string | null;
}

/** A network with its first weights, and what it learns from. */
export interface MemberStart {
  readonly network: Network;
  readonly training: BatchSource;
  /** Null where there are no validation windows. */
  readonly validation: BatchSource | null;
  /** Weights of the whole closed form; null where the task has none. */
  readonly whole: Float32Array | null;
}

/**
 * Compiles, starts and trains one network. A training counts as far as its validation loss lies below the
 * closed form's: gains that chance may make are as often lost again on the rows to come.
 */
export async function trainMember(job: MemberJob, hooks: TrainingHooks): Promise<MemberResult> {
  const { network, training, validation, whole } = await startMember(job);
  const { task, settings } = job;
  const lossOf = (weights: Float32Array) => {
    if (!validation) return Number.NaN;
    network.setWeights(weights);
    return meanLoss(network, validation, settings.batchSize);
  };
  try {
    const trained = await train(network, training, validation, settings, hooks);
    const rest = { parameters: network.parameterCount, remark: network.remark ?? null };
    if (task.kind !== 'windows' || !whole || !validation)
      return { result: trained, share: 1, loss: lossOf(trained.weights), ...rest };
    const { share, weights, loss } =
      trained.bestEpoch === 0 && job.warm === null
        ? { share: 0, weights: whole, loss: lossOf(whole) }
        : blend(network, whole, trained.weights, lossOf, toleranceOf(task.data.validation));
    const bestEpoch = share === 0 ? 0 : trained.bestEpoch;
    return { result: { ...trained, weights, bestEpoch }, share, loss, ...rest };
  } finally {
    network.dispose();
  }
}

/** Everything but the training itself; the caller disposes of the network. */
export async function startMember(job: MemberJob): Promise<MemberStart> {
  const { engine, spec, settings, task, warm } = job;
  const network = await engines.get(engine.name).compile(spec, {
    batchSize: settings.batchSize,
    training: true,
    threads: engine.threads,
    seed: settings.seed,
  });
  const start =
    task.kind === 'windows'
      ? startWindows(network, task, settings.batchSize)
      : startSmoothing(network, task);
  if (warm) start.network.setWeights(warm);
  return start;
}

function startWindows(network: Network, task: WindowTask, batchSize: number): MemberStart {
  const { data, line, whole } = task;
  startAsLine(network, whole);
  const weights = network.weights();
  startAsLine(network, line);
  const reader = createWindowReader(data.plan);
  const source = (windows: FitData['train']) =>
    windowSource(reader, data.features, windows, batchSize);
  return {
    network,
    training: source(data.train),
    validation: data.validation.count > 0 ? source(data.validation) : null,
    whole: weights,
  };
}

/** Batches name segments by number: those of the training part, then those of the validation part. */
function startSmoothing(network: Network, task: SmoothingTask): MemberStart {
  const source = (count: number, first: number): BatchSource => ({
    count,
    gather: (positions) => batchOfSegments(positions.map((position) => first + position)),
  });
  const { train, validation } = task;
  return {
    network: createSmoothedNetwork(network, task),
    training: source(train.length, 0),
    validation: validation.length > 0 ? source(validation.length, train.length) : null,
    whole: null,
  };
}
