import type { Backtest } from '../evaluation/backtest.js';
import { errorsByStep } from '../evaluation/scores/error-by-step.js';
import { isBaseline } from '../models/baselines.js';
import { type Chart, seriesTone, type Tone } from '../render/chart.js';

/** How the error grows with the distance, a line a model. */
export function errorByStepChart(backtest: Backtest): Chart {
  const x = Float64Array.from({ length: backtest.horizon }, (_, step) => step + 1);
  const tones = tonesOf(backtest.results.map(({ model }) => model));
  return {
    title: 'Mean absolute error by step ahead',
    x: { kind: 'number', label: 'steps ahead', scale: 'linear' },
    y: { kind: 'number', label: 'mean absolute error', scale: 'linear' },
    marks: backtest.results.map((result) => ({
      kind: 'line',
      label: result.model,
      tone: tones.get(result.model)!,
      x,
      y: errorsByStep(backtest, result),
    })),
    caption:
      'Lower is better. A model is worth having at the steps where it lies below the baselines.',
  };
}

/** Baselines are grey, so that they look like no model, and no model like them. */
function tonesOf(labels: readonly string[]): ReadonlyMap<string, Tone> {
  const baselines = labels.filter(isBaseline);
  const others = labels.filter((label) => !isBaseline(label));
  const greys = ['reference', 'muted'] as const;
  return new Map([
    ...baselines.map((label, i) => [label, greys[i % greys.length]!] as const),
    ...others.map((label, i) => [label, seriesTone(i)] as const),
  ]);
}
