import type { EngineSettings, Network } from '../engines/engine.js';
import { engines } from '../engines/index.js';
import type { NetworkSpec } from '../networks/spec.js';
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
  readonly line: Line;
}

export interface MemberResult {
  readonly result: TrainingResult;
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
}

/**
 * Compiles, starts and trains one network. A training that gains less over its closed-form start than
 * chance may is not kept: such gains are as often lost again on the rows to come.
 */
export async function trainMember(job: MemberJob, hooks: TrainingHooks): Promise<MemberResult> {
  const { network, training, validation } = await startMember(job);
  const { task, settings } = job;
  try {
    const start = { weights: network.weights(), loss: Number.NaN };
    if (validation) start.loss = meanLoss(network, validation, settings.batchSize);
    const trained = await train(network, training, validation, settings, hooks);
    const least = task.kind === 'windows' ? toleranceOf(task.data.validation) : 0;
    const result =
      gained(trained, start.loss) > least
        ? trained
        : { ...trained, weights: start.weights, bestEpoch: 0 };
    return { result, parameters: network.parameterCount, remark: network.remark ?? null };
  } finally {
    network.dispose();
  }
}

/** Share of the first validation loss that training took away; without one all counts. */
function gained({ history, bestEpoch }: TrainingResult, before: number): number {
  const after = history[bestEpoch - 1]?.validationLoss ?? Number.NaN;
  return Number.isNaN(after) ? Number.POSITIVE_INFINITY : 1 - after / before;
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
  const { data, line } = task;
  startAsLine(network, line);
  const reader = createWindowReader(data.plan);
  const source = (windows: FitData['train']) =>
    windowSource(reader, data.features, windows, batchSize);
  return {
    network,
    training: source(data.train),
    validation: data.validation.count > 0 ? source(data.validation) : null,
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
  };
}
