import type { TrainingRecord } from './model.js';

/** The training record of a model that is computed rather than iterated to: no epochs, no history. */
export function untrainedRecord(
  known: Pick<TrainingRecord, 'options' | 'notes'> & Partial<TrainingRecord>,
): TrainingRecord {
  return {
    parameters: 0,
    windows: { train: 0, validation: 0 },
    epochs: 0,
    steps: 0,
    bestEpoch: 0,
    history: [],
    ...known,
  };
}
