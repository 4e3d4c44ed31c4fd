import type { Panel } from '../../data/panel/panel.js';
import { buildDilated } from '../../networks/dilated.js';
import { numberOf } from '../../options.js';
import type { SmoothingShape } from '../../training/smoothing/task.js';
import { listed } from '../listed.js';
import type { DryRun, FitContext, Fitted } from '../model.js';
import { dryRunMembers, trainingWork } from '../neural/dry-run.js';
import { trainMembers } from '../neural/members.js';
import { type EsrnnPreparation, esrnnFitted, prepareEsrnn } from './preparation.js';
import { readEsrnnState } from './state.js';

/**
 * Trains the smoothing of every series together with the network that they share.
 * @throws UserError (exit 4) when a value has no logarithm, no series is long enough, or training diverges
 */
export async function fitEsrnn(panel: Panel, context: FitContext): Promise<Fitted> {
  const prepared = prepareEsrnn(panel, context);
  const { task, options, skipped } = prepared;
  const trained = await trainMembers({ ...prepared, tasks: [task], warm: [] });
  return {
    ...esrnnFitted(prepared, trained.members),
    training: {
      ...trained.record,
      options,
      skipped,
      windows: windowsOf(prepared),
      notes: [
        seasonsNote(task.shape),
        ...untrainedNotes(skipped, task.shape),
        ...(trained.remark === null ? [] : [trained.remark]),
      ],
    },
  };
}

/** Does all that a fit does but the training, of which it takes the first steps, for `seconds`. */
export function dryRunEsrnn(panel: Panel, context: FitContext, seconds: number): Promise<DryRun> {
  const { clock = () => 0 } = context;
  const begun = clock();
  const prepared = prepareEsrnn(panel, context);
  return dryRunMembers(
    {
      ...prepared,
      tasks: [prepared.task],
      windows: windowsOf(prepared),
      members: numberOf(prepared.options, 'ensemble'),
      preparing: clock() - begun,
      fitted: (members) => esrnnFitted(prepared, members),
    },
    seconds,
  );
}

/** Multiply-adds of the training of a fitted model's networks. */
export function esrnnWork(fitted: Fitted): number {
  const { layout, shape } = readEsrnnState(fitted);
  const spec = buildDilated({ ...layout, every: true, steps: shape.steps });
  return fitted.training === null ? 0 : trainingWork(spec, fitted.training);
}

/** Segments, each with a window at every step. */
const windowsOf = ({ task: { train, validation } }: EsrnnPreparation) => ({
  train: train.length,
  validation: validation.length,
});

const seasonsNote = ({ periods }: SmoothingShape) =>
  periods.length > 0
    ? `seasons of ${periods.join(' and ')} rows`
    : 'no season, the level alone is smoothed';

const untrainedNotes = (skipped: readonly string[], { lookback }: SmoothingShape): string[] =>
  skipped.length === 0
    ? []
    : [
        `not trained on ${listed(skipped)}: no more than ${lookback} training rows; forecast with the panel's median coefficients`,
      ];
