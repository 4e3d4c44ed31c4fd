import type { Table } from '../render/table.js';
import type { NamedTraining } from './results.js';

/** What training did: a row a model that iterates. */
export function trainingTable(training: readonly NamedTraining[]): Table {
  const number = (label: string, key = label) => ({ label, key, align: 'right' }) as const;
  return {
    title: 'Training',
    columns: [
      { label: 'model', align: 'left' },
      number('parameters'),
      number('windows'),
      number('val windows', 'validation_windows'),
      number('epochs'),
      number('best epoch', 'best_epoch'),
      number('loss'),
      number('val loss', 'validation_loss'),
    ],
    rows: training.map(({ model, record }) => {
      const best = record.history.find(({ epoch }) => epoch === record.bestEpoch);
      return [
        model,
        record.parameters,
        record.windows.train,
        record.windows.validation,
        record.epochs,
        record.bestEpoch,
        best?.loss ?? null,
        best?.validationLoss ?? null,
      ];
    }),
    notes: training.flatMap(({ model, record }) => record.notes.map((note) => `${model}: ${note}`)),
  };
}
