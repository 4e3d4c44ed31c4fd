import { createRegistry } from '../registry.js';
import type { Table } from '../render/table.js';
import { attributionsTable } from './attributions.js';
import { costsTable } from './costs.js';
import { cellsTable, gatesTable } from './diagnoses.js';
import { forecastTable } from './forecast.js';
import {
  columnsTable,
  findingsTable,
  guessesTable,
  overviewTable,
  seriesTable,
} from './inspection.js';
import type { Results } from './results.js';
import { scoresTable, seriesScoresTable } from './scores.js';
import type { Section } from './sections.js';
import { stepErrorsTable } from './step-errors.js';
import { trackByStepTable, trackOverTimeTable, trackRowsTable } from './track-record.js';
import { trainingTable } from './training.js';

/** A registry entry: one kind of table that results can be shown as. */
export interface TableKind {
  readonly name: string;
  readonly summary: string;
  readonly section: Section;
  /** No table where the results have nothing for it. */
  build(results: Results): readonly Table[];
}

/** Every table of a run, in reading order. */
export const tables = createRegistry<TableKind>('table', [
  {
    name: 'overview',
    summary: 'what was understood of each file',
    section: 'data',
    build: ({ inspection }) =>
      (inspection?.sources ?? []).map((source) => overviewTable(source, inspection!)),
  },
  {
    name: 'columns',
    summary: 'columns, their roles and statistics',
    section: 'data',
    build: ({ inspection }) => (inspection?.sources ?? []).map(columnsTable),
  },
  {
    name: 'series',
    summary: 'span, gaps and duplicates of each series',
    section: 'data',
    build: ({ inspection }) => (inspection?.sources ?? []).map(seriesTable),
  },
  {
    name: 'guesses',
    summary: 'decisions that no flag made',
    section: 'data',
    build: ({ inspection }) => (inspection?.guesses.length ? [guessesTable(inspection)] : []),
  },
  {
    name: 'findings',
    summary: 'what is odd in the data',
    section: 'data',
    build: ({ inspection }) => (inspection?.findings.length ? [findingsTable(inspection)] : []),
  },
  {
    name: 'scores',
    summary: 'models compared in the backtest',
    section: 'evaluation',
    build: ({ backtest, scores, comparisons }) =>
      backtest && scores ? [scoresTable({ backtest, scores, comparisons })] : [],
  },
  {
    name: 'costs',
    summary: 'what each model is worth beside what it costs',
    section: 'evaluation',
    build: ({ scores, comparisons, costs }) =>
      scores && costs.length > 0 ? [costsTable({ scores, comparisons, costs })] : [],
  },
  {
    name: 'series-scores',
    summary: 'models compared series by series',
    section: 'evaluation',
    build: ({ backtest, scores, comparisons }) =>
      backtest && scores && backtest.series.length > 1
        ? [seriesScoresTable({ backtest, scores, comparisons })]
        : [],
  },
  {
    name: 'forecast',
    summary: 'forecasts with their intervals',
    section: 'forecast',
    build: ({ panel, forecasts, formatTime }) =>
      panel && forecasts.length > 0 ? [forecastTable({ panel, forecasts, formatTime })] : [],
  },
  {
    name: 'step-errors',
    summary: 'mean absolute error by step ahead',
    section: 'evaluation',
    build: ({ backtest }) => (backtest ? [stepErrorsTable(backtest)] : []),
  },
  {
    name: 'track-by-step',
    summary: 'error, bias and coverage of published forecasts by step ahead',
    section: 'monitoring',
    build: ({ track }) => (track ? [trackByStepTable(track)] : []),
  },
  {
    name: 'track-over-time',
    summary: 'error, bias and coverage of published forecasts over time',
    section: 'monitoring',
    build: ({ track, formatTime }) => (track ? [trackOverTimeTable(track, formatTime)] : []),
  },
  {
    name: 'track-by-series',
    summary: 'error, bias and coverage of published forecasts series by series',
    section: 'monitoring',
    build: ({ track }) =>
      track && track.backtest.series.length > 1
        ? [seriesScoresTable({ ...track, comparisons: [] })]
        : [],
  },
  {
    name: 'track',
    summary: 'error, bias and coverage of published forecasts by step over time',
    section: 'monitoring',
    build: ({ track, formatTime }) => (track ? [trackRowsTable(track, formatTime)] : []),
  },
  {
    name: 'training',
    summary: 'what training did',
    section: 'training',
    build: ({ training }) => (training.length > 0 ? [trainingTable(training)] : []),
  },
  {
    name: 'cells',
    summary: 'how far back each cell’s gradients reach, and what it learned',
    section: 'insight',
    build: ({ diagnoses }) => (diagnoses.length > 0 ? [cellsTable(diagnoses)] : []),
  },
  {
    name: 'attributions',
    summary: 'what a forecast rests on',
    section: 'insight',
    build: ({ attributions }) => (attributions.length > 0 ? [attributionsTable(attributions)] : []),
  },
  {
    name: 'gates',
    summary: 'how open the gates are',
    section: 'insight',
    build: ({ diagnoses }) =>
      diagnoses.some(({ end }) => end.gates.length > 0) ? [gatesTable(diagnoses)] : [],
  },
]);
