import type { EngineSettings, Network } from '../engines/engine.js';
import { engines } from '../engines/index.js';
import type { NetworkSpec } from '../networks/spec.js';
import type { FitData } from './fit-data.js';
import type { Skip } from './skip.js';
import { startAsSkip } from './skip-layer.js';
import { train } from './train.js';
import type { BatchSource, TrainingHooks, TrainingResult, TrainingSettings } from './training.js';
import { createWindowReader } from './window-reader.js';
import { windowSource } from './window-source.js';

/** One training, as plain data that can be sent to a worker thread. */
export interface MemberJob {
  readonly engine: EngineSettings;
  readonly spec: NetworkSpec;
  readonly settings: TrainingSettings;
  readonly data: Omit<FitData, 'reader'>;
  readonly skip: Skip;
  /** Weights to start from instead. */
  readonly warm: Float32Array | null;
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

/** Compiles, starts and trains one network. */
export async function trainMember(job: MemberJob, hooks: TrainingHooks): Promise<MemberResult> {
  const { network, training, validation } = await startMember(job);
  try {
    const result = await train(network, training, validation, job.settings, hooks);
    return { result, parameters: network.parameterCount, remark: network.remark ?? null };
  } finally {
    network.dispose();
  }
}

/** Everything but the training itself; the caller disposes of the network. */
export async function startMember(job: MemberJob): Promise<MemberStart> {
  const { engine, spec, settings, data, skip, warm } = job;
  const network = await engines.get(engine.name).compile(spec, {
    batchSize: settings.batchSize,
    training: true,
    threads: engine.threads,
    seed: settings.seed,
  });
  if (warm) network.setWeights(warm);
  else startAsSkip(network, skip);
  const reader = createWindowReader(data.plan);
  const source = (windows: FitData['train']) =>
    windowSource(reader, data.features, windows, settings.batchSize);
  return {
    network,
    training: source(data.train),
    validation: data.validation.count > 0 ? source(data.validation) : null,
  };
}
