import type { Track, TrackRecord } from '../evaluation/scores/track-record.js';
import type { Column, Table } from '../render/table.js';
import { scoreColumn } from './scores.js';

type FormatTime = (time: number) => string;

const FROM: Column = { label: 'from', align: 'left' };
const STEP: Column = { label: 'step', align: 'right' };
const KNOWN: Column = { label: 'known', align: 'right' };

/** Error, bias and coverage over all forecasts, and by step ahead. */
export function trackByStepTable({ columns, overall, byStep, backtest }: TrackRecord): Table {
  const forecasts = backtest.origins.length;
  return {
    title: `Published forecasts by step ahead (${forecasts} ${forecasts === 1 ? 'forecast' : 'forecasts'})`,
    columns: [{ ...STEP, align: 'left' }, KNOWN, ...columns.map(scoreColumn)],
    rows: [
      ...byStep.map((track, step) => [String(step + 1), ...cells(track)]),
      ['all', ...cells(overall)],
    ],
    emphasis: [byStep.length],
  };
}

/** The same over time: a row a night, newest last. */
export function trackOverTimeTable(record: TrackRecord, formatTime: FormatTime): Table {
  return {
    title: 'Over time, by the first time that was forecast',
    columns: [FROM, KNOWN, ...record.columns.map(scoreColumn)],
    rows: record.periods
      .filter(({ known }) => known > 0)
      .map((period) => [formatTime(period.from), ...cells(period)]),
  };
}

/** By step over time, as long rows. */
export function trackRowsTable(record: TrackRecord, formatTime: FormatTime): Table {
  return {
    title: 'By step over time',
    columns: [FROM, STEP, KNOWN, ...record.columns.map(scoreColumn)],
    rows: record.periods.flatMap(({ from, byStep }) =>
      byStep
        .map((track, step) => ({ track, step }))
        .filter(({ track }) => track.known > 0)
        .map(({ track, step }) => [formatTime(from), step + 1, ...cells(track)]),
    ),
  };
}

const cells = ({ known, scores }: Track) => [known, ...scores];
