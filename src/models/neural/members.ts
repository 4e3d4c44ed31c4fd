import type { NetworkSpec } from '../../networks/spec.js';
import { numberOf } from '../../options.js';
import { createRandom } from '../../random.js';
import type { MemberJob } from '../../training/member.js';
import { trainAll } from '../../training/members.js';
import type { TrainingSettings } from '../../training/training.js';
import type { FitContext, TrainingRecord } from '../model.js';

export interface MembersRequest {
  readonly spec: NetworkSpec;
  readonly task: MemberJob['task'];
  /** Weights to start from, by member; the others start as the task says. */
  readonly warm: readonly Float32Array[];
  readonly settings: Omit<TrainingSettings, 'seed'>;
  readonly context: FitContext;
}

export interface TrainedMembers {
  /** Weights of each member. */
  readonly members: readonly Float32Array[];
  readonly record: Omit<TrainingRecord, 'options' | 'notes' | 'windows'>;
  /** The engine's sentence about what computed, if it has one. */
  readonly remark: string | null;
}

/** Trains the members of an ensemble, alike but for their seeds; the record's history is the first's. */
export async function trainMembers(request: MembersRequest): Promise<TrainedMembers> {
  const { spec, task, settings, context } = request;
  const { onEpoch, signal, clock, engine, checkpoints } = context;
  const count = numberOf(context.options, 'ensemble');
  const started = clock?.() ?? 0;
  const jobs = Array.from({ length: count }, (_, member) => ({
    engine,
    spec,
    task,
    warm: request.warm[member] ?? null,
    settings: {
      ...settings,
      seed: createRandom(context.seed)
        .fork(`member ${member + 1}`)
        .next(),
      budgetSeconds: settings.budgetSeconds / count,
    },
  }));
  const trained = await trainAll(jobs, engine.threads, {
    onEpoch: (finished, record) =>
      onEpoch?.({
        ...record,
        epoch: finished,
        epochs: count * settings.epochs,
        seconds: (clock?.() ?? 0) - started,
      }),
    ...(signal && { signal }),
    ...(clock && { clock }),
    ...(checkpoints && { checkpoints }),
  });
  const first = trained[0]!;
  return {
    members: trained.map(({ result }) => result.weights),
    record: {
      parameters: first.parameters,
      epochs: first.result.epochs,
      steps: trained.reduce((sum, { result }) => sum + result.steps, 0),
      bestEpoch: first.result.bestEpoch,
      history: first.result.history,
    },
    remark: first.remark,
  };
}
