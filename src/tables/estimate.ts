import type { ModelEstimate } from '../evaluation/backtest/estimate.js';
import type { Table } from '../render/table.js';

/** A row a model: what training and using it will take on this machine. */
export function estimateTable(models: readonly ModelEstimate[]): Table {
  const number = (label: string, key = label, digits?: number) =>
    ({ label, key, align: 'right', ...(digits === undefined ? {} : { digits }) }) as const;
  return {
    title: 'Estimate',
    columns: [
      { label: 'model', align: 'left' },
      number('fits'),
      number('parameters'),
      number('windows'),
      number('epochs'),
      number('10⁹ mult-adds', 'multiply_adds_billions', 3),
      number('s an epoch', 'epoch_seconds', 2),
      number('s at least', 'least_seconds', 2),
      number('s at most', 'most_seconds', 2),
    ],
    rows: models.map(({ model, fits, parameters, windows, epochs, multiplyAdds, seconds }) => [
      ...[model, fits, parameters, windows.train, epochs.most, multiplyAdds / 1e9],
      ...[seconds.epoch, seconds.least, seconds.most].map(toMilliseconds),
    ]),
    notes: ['windows and epochs of one fit; seconds of all fits and forecasts'],
  };
}

/** Finer, no clock is to be believed. */
const toMilliseconds = (seconds: number) => Math.round(1000 * seconds) / 1000;
