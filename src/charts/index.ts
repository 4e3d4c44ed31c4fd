import { createRegistry } from '../registry.js';
import type { Chart } from '../render/chart.js';
import type { Results } from '../tables/results.js';
import type { Section } from '../tables/sections.js';
import { accuracyCostChart } from './accuracy-cost.js';
import { attributionChart } from './attribution.js';
import { backtestChart } from './backtest.js';
import { coverageChart } from './coverage.js';
import { errorByStepChart } from './error-by-step.js';
import { forecastChart } from './forecast.js';
import { gradientFlowCharts, gradientNormChart } from './gradient-flow.js';
import { scoresChart } from './scores.js';
import { seriesChart } from './series.js';
import { publishedCharts, trackCharts } from './track-record.js';
import { trainingChart } from './training.js';

/** A registry entry: one kind of chart that results can be drawn as. */
export interface ChartKind {
  readonly name: string;
  readonly summary: string;
  readonly section: Section;
  /** The most telling chart first; none where the results have nothing for it. */
  draw(results: Results): readonly Chart[];
}

/** Every chart of a run, in reading order. */
export const charts = createRegistry<ChartKind>('chart', [
  {
    name: 'forecast',
    summary: 'the end of the history, the forecast and its intervals',
    section: 'forecast',
    draw: ({ panel, forecasts }) =>
      panel ? forecasts.map((result) => forecastChart(panel, result)) : [],
  },
  {
    name: 'published',
    summary: 'published forecasts against what came',
    section: 'monitoring',
    draw: ({ panel, track }) => (panel && track ? publishedCharts(panel, track) : []),
  },
  {
    name: 'track',
    summary: 'error, bias and coverage by step over time',
    section: 'monitoring',
    draw: ({ panel, track }) => (panel && track ? trackCharts(panel, track) : []),
  },
  {
    name: 'scores',
    summary: 'the first metric of every model',
    section: 'evaluation',
    draw: ({ scores }) => (scores && scores.columns.length > 0 ? [scoresChart(scores)] : []),
  },
  {
    name: 'accuracy-cost',
    summary: 'the first metric of every model against the time of its training',
    section: 'evaluation',
    draw: ({ scores, costs }) =>
      // One that was trained, beside baselines that are not, says no more than the table does.
      scores && costs.filter(({ parameters }) => parameters > 0).length > 1
        ? [accuracyCostChart(scores, costs)]
        : [],
  },
  {
    name: 'error-by-step',
    summary: 'mean absolute error by step ahead',
    section: 'evaluation',
    draw: ({ backtest }) => (backtest ? [errorByStepChart(backtest)] : []),
  },
  {
    name: 'backtest',
    summary: 'forecasts at several cutoffs against what happened',
    section: 'evaluation',
    draw: ({ panel, backtest, asked }) =>
      panel && backtest
        ? resultsOf(backtest.results, asked).map((result) =>
            backtestChart(panel, backtest, result, backtest.origins[0]?.series ?? 0),
          )
        : [],
  },
  {
    name: 'coverage',
    summary: 'how often the intervals held, by step ahead',
    section: 'evaluation',
    draw: ({ backtest, asked }) =>
      backtest && backtest.probabilities.length > 0
        ? resultsOf(backtest.results, asked).map((result) => coverageChart(backtest, result))
        : [],
  },
  {
    name: 'training',
    summary: 'loss by epoch',
    section: 'training',
    draw: ({ training }) => training.map(({ model, record }) => trainingChart(model, record)),
  },
  {
    name: 'attribution',
    summary: 'what a forecast rests on, by lag',
    section: 'insight',
    draw: ({ attributions }) => (attributions.length > 0 ? [attributionChart(attributions)] : []),
  },
  {
    name: 'gradient-flow',
    summary: 'gradients in the hidden state by steps back',
    section: 'insight',
    draw: ({ diagnoses }) => (diagnoses.length > 0 ? gradientFlowCharts(diagnoses) : []),
  },
  {
    name: 'gradient-norm',
    summary: 'size of the gradient by epoch',
    section: 'insight',
    draw: ({ diagnoses }) => {
      const trained = diagnoses.filter(({ gradientNorms }) => gradientNorms.length > 0);
      return trained.length > 0 ? [gradientNormChart(trained)] : [];
    },
  },
  {
    name: 'series',
    summary: 'whole series with their gaps',
    section: 'data',
    draw: ({ panel }) => (panel?.series ?? []).map((series) => seriesChart(panel!, series)),
  },
]);

/** The results of the models that were asked for, or of all where none was. */
function resultsOf<R extends { readonly model: string }>(
  results: readonly R[],
  asked: readonly string[],
): readonly R[] {
  const own = results.filter(({ model }) => asked.includes(model));
  return own.length > 0 ? own : results;
}
