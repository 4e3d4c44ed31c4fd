import type { Panel } from '../data/panel/panel.js';
import { backtestRows } from '../evaluation/backtest/rows.js';
import type { Backtest } from '../evaluation/backtest.js';
import { levelsOf } from '../metrics/levels.js';
import type { Column, Table } from '../render/table.js';
import { idLabel, timeLabel } from './key-labels.js';

const text = (label: string): Column => ({ label, align: 'left' });
const number = (label: string): Column => ({ label, align: 'right', unit: 'target' });

/**
 * Every forecast step of a backtest beside what came of it, in the contract's column order: id, time,
 * cutoff, step, model, target, actual, forecast, bounds, one-sided quantiles. Id and target only where they tell apart.
 */
export function backtestRowsTable(
  panel: Panel,
  backtest: Backtest,
  formatTime: (time: number) => string,
): Table {
  const id = idLabel(panel);
  const severalTargets = panel.targets.length > 1;
  const levels = levelsOf(backtest.probabilities);
  const oneSided = backtest.oneSided ?? [];
  return {
    title: 'Backtest',
    columns: [
      ...(id === null ? [] : [text(id)]),
      text(timeLabel(panel)),
      text('cutoff'),
      { label: 'step', align: 'right' },
      text('model'),
      ...(severalTargets ? [text('target')] : []),
      number('actual'),
      number('forecast'),
      ...levels.flatMap((level) => [number(`lo_${level}`), number(`hi_${level}`)]),
      ...oneSided.map((probability) => number(`q_${probability}`)),
    ],
    rows: Array.from(backtestRows(backtest), (row) => [
      ...(id === null ? [] : [row.id]),
      formatTime(row.time),
      formatTime(row.cutoff),
      row.step,
      row.model,
      ...(severalTargets ? [row.target] : []),
      row.actual,
      row.forecast,
      ...levels.flatMap((_, index) => [
        row.bounds[2 * index] ?? null,
        row.bounds[2 * index + 1] ?? null,
      ]),
      ...oneSided.map((_, index) => row.oneSided[index] ?? null),
    ]),
  };
}
