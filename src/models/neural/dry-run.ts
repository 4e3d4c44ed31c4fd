import type { Panel } from '../../data/panel/panel.js';
import type { NetworkFamily } from '../../networks/network.js';
import type { NetworkSpec } from '../../networks/spec.js';
import { networkWork, TRAINING_FACTOR } from '../../networks/work.js';
import { numberOf } from '../../options.js';
import { createRandom } from '../../random.js';
import { dryRunMember } from '../../training/dry-run.js';
import type { MemberJob } from '../../training/member.js';
import type { TrainingSettings } from '../../training/training.js';
import type { DryRun, FitContext, Fitted, TrainingRecord } from '../model.js';
import { neuralFitted, prepareNeural } from './preparation.js';
import { readState } from './state.js';

/** Does all that a fit does but the training, of which it takes the first steps, for `seconds`. */
export async function dryRunNeural(
  family: NetworkFamily,
  panel: Panel,
  context: FitContext,
  seconds: number,
): Promise<DryRun> {
  const { clock = () => 0 } = context;
  const begun = clock();
  const prepared = await prepareNeural(family, panel, context);
  const { reader: _reader, ...data } = prepared.data;
  return dryRunMembers(
    {
      ...prepared,
      tasks: prepared.lines.map((line) => ({
        kind: 'windows',
        data,
        line,
        whole: prepared.lines[0]!,
      })),
      context,
      windows: { train: data.train.count, validation: data.validation.count },
      members: numberOf(prepared.options, 'ensemble'),
      preparing: clock() - begun,
      fitted: (members) => neuralFitted(family, prepared, members),
    },
    seconds,
  );
}

/** A training of alike networks that is about to begin. */
export interface DryRunRequest {
  readonly spec: NetworkSpec;
  readonly tasks: readonly MemberJob['task'][];
  readonly settings: Omit<TrainingSettings, 'seed'>;
  readonly context: FitContext;
  readonly windows: TrainingRecord['windows'];
  /** Networks of the ensemble. */
  readonly members: number;
  /** Seconds that were spent already. */
  readonly preparing: number;
  fitted(members: readonly Float32Array[]): Omit<Fitted, 'training'>;
}

/** Trains the first member for `seconds` and tells what all of it will take. */
export async function dryRunMembers(request: DryRunRequest, seconds: number): Promise<DryRun> {
  const { spec, tasks, settings, windows, members } = request;
  const trainings = members * tasks.length;
  const { engine, seed, clock = () => 0 } = request.context;
  const lanes = sideBySide(trainings, engine.threads, settings.budgetSeconds);
  const job = {
    spec,
    task: tasks[0]!,
    warm: null,
    engine: lanes > 1 ? { ...engine, threads: 1 } : engine,
    settings: { ...settings, seed: createRandom(seed).fork('member 1').next() },
  };
  const { weights, startSeconds, epochSeconds } = await dryRunMember(job, seconds, clock);
  const { parameters, multiplyAdds } = networkWork(spec);
  const rounds = Math.ceil(trainings / lanes);
  return {
    fitted: { ...request.fitted(repeated(weights, members)), training: null },
    parameters,
    windows,
    lanes,
    epochs: { most: settings.epochs, least: Math.min(settings.epochs, settings.patience) },
    multiplyAddsPerEpoch: trainings * epochWork(multiplyAdds, windows),
    startSeconds: request.preparing + rounds * startSeconds,
    epochSeconds: rounds * epochSeconds,
    budgetSeconds: settings.budgetSeconds,
  };
}

/** Multiply-adds of all that a fitted network has learned from. */
export const neuralWork = (fitted: Fitted): number =>
  fitted.training === null ? 0 : trainingWork(readState(fitted).spec, fitted.training);

/** Multiply-adds of a training of networks like this one. */
export function trainingWork(spec: NetworkSpec, training: TrainingRecord): number {
  const { multiplyAdds } = networkWork(spec);
  const { steps, windows, options } = training;
  const epochs = steps / Math.max(1, Math.ceil(windows.train / numberOf(options, 'batch-size')));
  return epochs * epochWork(multiplyAdds, windows);
}

/** Training windows forward and backward, validation windows forward. */
const epochWork = (forward: number, windows: { train: number; validation: number }) =>
  forward * (TRAINING_FACTOR * windows.train + windows.validation);

/** Members that train at the same time; see `trainAll`. */
const sideBySide = (members: number, threads: number, budgetSeconds: number) =>
  Number.isFinite(budgetSeconds) ? 1 : Math.max(1, Math.min(members, threads));

const repeated = <T>(value: T, count: number): T[] => Array.from({ length: count }, () => value);
