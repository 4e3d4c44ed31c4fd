import type { Panel } from '../../data/panel/panel.js';
import type { Windows } from '../../data/panel/windows.js';
import type { NetworkFamily } from '../../networks/network.js';
import { LINE } from '../composition.js';
import { untrainedNotes } from '../listed.js';
import type { FitContext, Fitted, TrainingRecord } from '../model.js';
import { trainMembers } from './members.js';
import { neuralFitted, prepareNeural } from './preparation.js';

/**
 * Trains one network across all series of a panel. The network starts as the best of a few closed-form
 * forecasts and is kept only as far as it improves on it on the validation part.
 * @throws UserError (exit 4) when no series has two values, or training diverges
 */
export async function fitNeural(
  family: NetworkFamily,
  panel: Panel,
  context: FitContext,
): Promise<Fitted> {
  const prepared = await prepareNeural(family, panel, context);
  const { options, notes, line, warm } = prepared;
  const { reader: _reader, ...data } = prepared.data;
  const trained = await trainMembers({
    ...prepared,
    task: { kind: 'windows', data, line },
    warm: warm.members,
  });
  const skipped = untrainedIds(panel, data.train);
  const training: TrainingRecord = {
    ...trained.record,
    ...(skipped.length > 0 ? { skipped } : {}),
    windows: { train: data.train.count, validation: data.validation.count },
    options,
    ...(trained.record.bestEpoch === 0 && trained.record.epochs > 0
      ? { composition: [{ model: LINE, share: 1, network: false }] }
      : {}),
    notes: [
      ...notes,
      startNote(
        options.skip === true ? line.description : 'the last value',
        trained.record.bestEpoch,
      ),
      ...untrainedNotes(skipped),
      ...(warm.note === null ? [] : [warm.note]),
      ...(trained.remark === null ? [] : [trained.remark]),
    ],
  };
  return { ...neuralFitted(family, prepared, trained.members), training };
}

function startNote(start: string, bestEpoch: number): string {
  const outcome = bestEpoch === 0 ? 'found nothing to add to' : 'improved on';
  return `training ${outcome} its start: ${start}`;
}

/** Ids of series without a single training window. */
function untrainedIds({ series }: Panel, train: Windows): string[] {
  const trained = new Set(train.series);
  return series.flatMap(({ id }, position) => (trained.has(position) ? [] : [id]));
}
