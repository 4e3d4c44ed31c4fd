import type { NetworkSpec } from '../../networks/spec.js';
import { numberOf } from '../../options.js';
import { createRandom } from '../../random.js';
import type { MemberJob, MemberResult } from '../../training/member.js';
import { trainAll } from '../../training/members.js';
import type { TrainingSettings } from '../../training/training.js';
import type { FitContext, TrainingRecord } from '../model.js';

export interface MembersRequest {
  readonly spec: NetworkSpec;
  /** What each member is trained to; of several the best on the validation part is kept. */
  readonly tasks: readonly MemberJob['task'][];
  /** Weights to start from, by member; the others start as the task says. */
  readonly warm: readonly Float32Array[];
  readonly settings: Omit<TrainingSettings, 'seed'>;
  readonly context: FitContext;
}

export interface TrainedMembers {
  /** Weights of each member. */
  readonly members: readonly Float32Array[];
  /** How much of the forecasts is the networks', on average; the rest is their closed-form start's. */
  readonly share: number;
  /** Position of the task that the first member does. */
  readonly task: number;
  readonly record: Omit<TrainingRecord, 'options' | 'notes' | 'windows'>;
  /** The engine's sentence about what computed, if it has one. */
  readonly remark: string | null;
}

/**
 * Trains the members of an ensemble, alike but for their seeds, each on all of the tasks; the record's
 * history is the first's.
 */
export async function trainMembers(request: MembersRequest): Promise<TrainedMembers> {
  const { spec, tasks, settings, context } = request;
  const { onEpoch, signal, clock, engine, checkpoints } = context;
  const count = numberOf(context.options, 'ensemble');
  const started = clock?.() ?? 0;
  const jobs = Array.from({ length: count }, (_, member) => {
    const seed = createRandom(context.seed)
      .fork(`member ${member + 1}`)
      .next();
    const budgetSeconds = settings.budgetSeconds / (count * tasks.length);
    const warm = request.warm[member] ?? null;
    return tasks.map((task, t) => ({
      ...{ engine, spec, task, warm },
      settings: { ...settings, seed, budgetSeconds, patience: patienceOf(settings.patience, t) },
    }));
  }).flat();
  const trained = await trainAll(jobs, engine.threads, {
    onEpoch: (finished, record) =>
      onEpoch?.({
        ...record,
        epoch: finished,
        epochs: jobs.length * settings.epochs,
        seconds: (clock?.() ?? 0) - started,
      }),
    ...(signal && { signal }),
    ...(clock && { clock }),
    ...(checkpoints && { checkpoints }),
  });
  const members = Array.from({ length: count }, (_, member) =>
    best(trained.slice(member * tasks.length, (member + 1) * tasks.length)),
  );
  const first = members[0]!;
  return {
    members: members.map(({ result }) => result.weights),
    task: trained.indexOf(first),
    share: members.reduce((sum, { share }) => sum + share, 0) / count,
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

/** The other tasks are tried with half the patience: where they lead nowhere it shows soon. */
const patienceOf = (patience: number, task: number) =>
  task === 0 ? patience : Math.ceil(patience / 2);

/** A gain of less than this share of the loss is no reason to leave the first. */
const LEAST_GAIN = 0.01;

/** The member with the least loss on the validation windows, the first unless another is clearly better. */
function best(members: readonly MemberResult[]): MemberResult {
  const [first, ...others] = members;
  return others.reduce(
    (least, next) => (next.loss < (1 - LEAST_GAIN) * least.loss ? next : least),
    first!,
  );
}
