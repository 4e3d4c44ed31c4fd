import type { Panel } from '../../data/panel/panel.js';
import type { Windows } from '../../data/panel/windows.js';
import type { NetworkFamily } from '../../networks/network.js';
import { inPercent, LINE } from '../composition.js';
import { untrainedNotes } from '../listed.js';
import type { FitContext, Fitted, TrainingRecord } from '../model.js';
import { trainMembers } from './members.js';
import { neuralFitted, prepareNeural } from './preparation.js';

/**
 * Trains one network across all series of a panel. The network starts as an average of a few closed-form
 * forecasts, or as a part of it, and counts as far as it improves on it on the validation part.
 * @throws UserError (exit 4) when no series has two values, or training diverges
 */
export async function fitNeural(
  family: NetworkFamily,
  panel: Panel,
  context: FitContext,
): Promise<Fitted> {
  const prepared = await prepareNeural(family, panel, context);
  const { options, notes, lines, warm } = prepared;
  const { reader: _reader, ...data } = prepared.data;
  const trained = await trainMembers({
    ...prepared,
    tasks: lines.map((line) => ({ kind: 'windows', data, line, whole: lines[0]! })),
    warm: warm.members,
  });
  const skipped = untrainedIds(panel, data.train);
  const training: TrainingRecord = {
    ...trained.record,
    ...(skipped.length > 0 ? { skipped } : {}),
    windows: { train: data.train.count, validation: data.validation.count },
    options: { ...options, 'skip-share': lines[trained.task]!.share },
    ...(trained.record.epochs > 0 ? composed(family.name, trained.share) : {}),
    notes: [
      ...notes,
      startNote(
        options.skip === true ? lines[0]!.description : 'the last value',
        trained.record.epochs > 0 ? trained.share : 0,
      ),
      ...untrainedNotes(skipped),
      ...(warm.note === null ? [] : [warm.note]),
      ...(trained.remark === null ? [] : [trained.remark]),
    ],
  };
  return { ...neuralFitted(family, prepared, trained.members), training };
}

/** What the forecasts consist of, where that is not the network alone. */
function composed(name: string, share: number): Pick<TrainingRecord, 'composition'> {
  const parts = [
    { model: name, share, network: true },
    { model: LINE, share: 1 - share, network: false },
  ];
  const there = parts.filter((part) => part.share > 0).sort((a, b) => b.share - a.share);
  return { composition: there };
}

/** What became of a training, for people who know nothing of networks. */
function startNote(start: string, share: number): string {
  if (share === 0)
    return `the network did not improve on its start: ${start}; that is what you see`;
  return share === 1
    ? `training improved on its start: ${start}`
    : `training improved on its start: ${inPercent(share)} of the forecast is the network, the rest ${start}`;
}

/** Ids of series without a single training window. */
function untrainedIds({ series }: Panel, train: Windows): string[] {
  const trained = new Set(train.series);
  return series.flatMap(({ id }, position) => (trained.has(position) ? [] : [id]));
}
