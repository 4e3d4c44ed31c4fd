import type { Diagnosis } from '../insight/diagnose.js';
import { type Chart, type Mark, seriesTone } from '../render/chart.js';

/** Shares smaller than this are left out: far below, a line says no more than "nothing". */
const LEAST_SHARE = 1e-8;

/** Gradients by steps back as shares of the newest, after training and, where it was seen, before it. */
export function gradientFlowCharts(diagnoses: readonly Diagnosis[]): Chart[] {
  const moments = [
    ['after', (diagnosis: Diagnosis) => diagnosis.end],
    ['before', (diagnosis: Diagnosis) => diagnosis.start],
  ] as const;
  return moments.flatMap(([moment, flowOf]): Chart[] => {
    const lines = diagnoses.flatMap((diagnosis, index): Mark[] => {
      const flow = flowOf(diagnosis);
      if (!flow) return [];
      const x = Float64Array.from(flow.norms.keys());
      const y = shares(flow.norms);
      return [{ kind: 'line', label: diagnosis.cell, tone: seriesTone(index), x, y }];
    });
    return lines.length > 0 ? [flowChart(moment, lines)] : [];
  });
}

const flowChart = (moment: 'after' | 'before', lines: readonly Mark[]): Chart => ({
  title: `Gradient in the hidden state, ${moment} training`,
  x: { kind: 'number', label: 'steps back', scale: 'linear' },
  y: { kind: 'number', label: 'share of the newest gradient', scale: 'log' },
  marks: [{ kind: 'rule', label: '1 %: vanished', tone: 'muted', axis: 'y', at: 0.01 }, ...lines],
  caption:
    'Where a line falls, an error is no longer felt so many steps back, and nothing that far away can be learned.',
});

const shares = (norms: Float64Array) =>
  norms.map((norm) => {
    const share = norm / norms[0]!;
    return share >= LEAST_SHARE ? share : Number.NaN;
  });

/** Mean norm of the whole gradient by epoch, before clipping. */
export function gradientNormChart(diagnoses: readonly Diagnosis[]): Chart {
  return {
    title: 'Gradient norm by epoch',
    x: { kind: 'number', label: 'epoch', scale: 'linear' },
    y: { kind: 'number', label: 'gradient norm before clipping', scale: 'log' },
    marks: diagnoses.map(({ cell, gradientNorms }, index) => ({
      kind: 'line',
      label: cell,
      tone: seriesTone(index),
      x: Float64Array.from(gradientNorms, (_, epoch) => epoch + 1),
      y: Float64Array.from(gradientNorms),
    })),
  };
}
