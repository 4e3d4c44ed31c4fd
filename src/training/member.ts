import type { EngineSettings } from '../engines/engine.js';
import { engines } from '../engines/index.js';
import type { NetworkSpec } from '../networks/spec.js';
import type { FitData } from './fit-data.js';
import type { Skip } from './skip.js';
import { startAsSkip } from './skip-layer.js';
import { train } from './train.js';
import type { TrainingHooks, TrainingResult, TrainingSettings } from './training.js';
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

/** Compiles, starts and trains one network. */
export async function trainMember(
  { engine, spec, settings, data, skip, warm }: MemberJob,
  hooks: TrainingHooks,
): Promise<MemberResult> {
  const network = await engines.get(engine.name).compile(spec, {
    batchSize: settings.batchSize,
    training: true,
    threads: engine.threads,
    seed: settings.seed,
  });
  try {
    if (warm) network.setWeights(warm);
    else startAsSkip(network, skip);
    const reader = createWindowReader(data.plan);
    const source = (windows: FitData['train']) =>
      windowSource(reader, data.features, windows, settings.batchSize);
    const validation = data.validation.count > 0 ? source(data.validation) : null;
    const result = await train(network, source(data.train), validation, settings, hooks);
    return { result, parameters: network.parameterCount, remark: network.remark ?? null };
  } finally {
    network.dispose();
  }
}
