import type { Backtest } from '../evaluation/backtest.js';
import { errorsByStep } from '../evaluation/scores/error-by-step.js';
import type { Table } from '../render/table.js';

/** Mean absolute error at each step ahead, a column a model. */
export function stepErrorsTable(backtest: Backtest): Table {
  const errors = backtest.results.map((result) => errorsByStep(backtest, result));
  return {
    title: 'Mean absolute error by step ahead',
    columns: [
      { label: 'step', align: 'right' },
      ...backtest.results.map(
        ({ model }) => ({ label: model, align: 'right', unit: 'target' }) as const,
      ),
    ],
    rows: Array.from({ length: backtest.horizon }, (_, step) => [
      step + 1,
      ...errors.map((error) => error[step]!),
    ]),
  };
}
