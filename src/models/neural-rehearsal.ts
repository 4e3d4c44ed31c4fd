import type { Panel } from '../data/panel.js';
import { networkWork, TRAINING_FACTOR } from '../engines/wasm/work.js';
import type { NetworkFamily } from '../networks/network.js';
import { createRandom } from '../random.js';
import { rehearseMember } from '../training/rehearsal.js';
import type { FitContext, Fitted, Rehearsal } from './model.js';
import { neuralFitted, prepareNeural } from './neural-preparation.js';
import { readState } from './neural-state.js';

/** Does all that a fit does but the training, of which it takes the first steps, for `seconds`. */
export async function rehearseNeural(
  family: NetworkFamily,
  panel: Panel,
  context: FitContext,
  seconds: number,
): Promise<Rehearsal> {
  const { clock = () => 0, engine } = context;
  const begun = clock();
  const prepared = prepareNeural(family, panel, context);
  const preparing = clock() - begun;
  const { spec, settings, skip, options } = prepared;
  const { reader: _reader, ...data } = prepared.data;
  const members = Math.max(1, Number(options.ensemble ?? 1));
  const lanes = sideBySide(members, engine.threads, settings.budgetSeconds);
  const job = {
    ...{ spec, warm: null },
    task: { kind: 'windows' as const, data, skip },
    engine: lanes > 1 ? { ...engine, threads: 1 } : engine,
    settings: { ...settings, seed: createRandom(context.seed).fork('member 1').next() },
  };
  const { weights, startSeconds, epochSeconds } = await rehearseMember(job, seconds, clock);
  const { parameters, multiplyAdds } = networkWork(spec);
  const windows = { train: data.train.count, validation: data.validation.count };
  const rounds = Math.ceil(members / lanes);
  return {
    fitted: {
      ...neuralFitted(family, prepared, repeated(weights, members)),
      training: null,
    },
    ...{ parameters, windows, lanes },
    epochs: { most: settings.epochs, least: Math.min(settings.epochs, settings.patience) },
    multiplyAddsPerEpoch: members * epochWork(multiplyAdds, windows),
    startSeconds: preparing + rounds * startSeconds,
    epochSeconds: rounds * epochSeconds,
    budgetSeconds: settings.budgetSeconds,
  };
}

/** Multiply-adds of all that a fitted network has learned from. */
export function neuralWork(fitted: Fitted): number {
  const { training } = fitted;
  if (training === null) return 0;
  const { multiplyAdds } = networkWork(readState(fitted).spec);
  const { steps, windows, options } = training;
  const epochs = steps / Math.max(1, Math.ceil(windows.train / Number(options['batch-size'])));
  return epochs * epochWork(multiplyAdds, windows);
}

/** Training windows forward and backward, validation windows forward. */
const epochWork = (forward: number, windows: { train: number; validation: number }) =>
  forward * (TRAINING_FACTOR * windows.train + windows.validation);

/** Members that train at the same time; see `trainAll`. */
const sideBySide = (members: number, threads: number, budgetSeconds: number) =>
  Number.isFinite(budgetSeconds) ? 1 : Math.max(1, Math.min(members, threads));

const repeated = <T>(value: T, count: number): T[] => Array.from({ length: count }, () => value);
