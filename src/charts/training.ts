import type { TrainingRecord } from '../models/model.js';
import type { Chart, Mark } from '../render/chart.js';

/** A loss that falls by more than this is readable on a logarithmic axis only. */
const LOG_RATIO = 30;

/** Training and validation loss by epoch, with a rule at the epoch whose weights were kept. */
export function trainingChart(model: string, record: TrainingRecord): Chart {
  const { history, bestEpoch } = record;
  const x = Float64Array.from(history, ({ epoch }) => epoch);
  const loss = Float64Array.from(history, (entry) => entry.loss);
  const validation = Float64Array.from(history, (entry) => entry.validationLoss ?? Number.NaN);
  const marks: Mark[] = [
    { kind: 'rule', label: `kept: epoch ${bestEpoch}`, tone: 'muted', axis: 'x', at: bestEpoch },
    { kind: 'line', label: 'training', tone: 'series-1', x, y: loss },
  ];
  if (validation.some(Number.isFinite)) {
    marks.push({ kind: 'line', label: 'validation', tone: 'series-2', x, y: validation });
  }
  return {
    title: `Training of ${model}`,
    x: { kind: 'number', label: 'epoch', scale: 'linear' },
    y: { kind: 'number', label: 'loss', scale: spread([...loss, ...validation]) },
    marks,
    caption:
      'Where the validation loss turns up while the training loss still falls, the model begins to learn the data by heart.',
  };
}

function spread(losses: readonly number[]): 'linear' | 'log' {
  const known = losses.filter(Number.isFinite);
  const low = known.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = known.reduce((most, value) => Math.max(most, value), 0);
  return low > 0 && high > low * LOG_RATIO ? 'log' : 'linear';
}
