import type { Panel } from '../data/panel/panel.js';
import { boundsIndex, levelsOf } from '../metrics/levels.js';
import type { Cell, Column, Table } from '../render/table.js';
import { idLabel, timeLabel } from './key-labels.js';
import type { SeriesForecast } from './results.js';

export interface ForecastTableInput {
  readonly panel: Panel;
  readonly forecasts: readonly SeriesForecast[];
  /** A time in the user's own date format. */
  readonly formatTime: (time: number) => string;
}

interface Field {
  readonly column: Column;
  cell(result: SeriesForecast, step: number): Cell;
}

/**
 * Forecasts in the contract's column order: id, time, model, target, forecast, then the bounds of
 * each level and the quantiles asked for one by one. Id, model and target appear only where there is something to tell apart.
 */
export function forecastTable(input: ForecastTableInput): Table {
  const fields = [...keyFields(input), ...valueFields(input.forecasts)];
  return {
    title: 'Forecast',
    columns: fields.map(({ column }) => column),
    rows: input.forecasts.flatMap((result) =>
      Array.from(result.times, (_, step) => fields.map((field) => field.cell(result, step))),
    ),
  };
}

function keyFields({ panel, forecasts, formatTime }: ForecastTableInput): Field[] {
  const series = (result: SeriesForecast) => panel.series[result.series]!;
  const text = (label: string, cell: Field['cell']): Field => ({
    column: { label, align: 'left' },
    cell,
  });
  const severalModels = new Set(forecasts.map(({ model }) => model)).size > 1;
  const id = idLabel(panel);
  return [
    ...(id === null ? [] : [text(id, (result) => series(result).id)]),
    text(timeLabel(panel), (result, step) => formatTime(result.times[step]!)),
    ...(severalModels ? [text('model', (result) => result.model)] : []),
    ...(panel.targets.length > 1 ? [text('target', (result) => series(result).target)] : []),
  ];
}

function valueFields(forecasts: readonly SeriesForecast[]): Field[] {
  const levels = [...new Set(forecasts.flatMap((result) => levelsOf(result.probabilities)))];
  const number = (label: string, cell: Field['cell']): Field => ({
    column: { label, align: 'right', unit: 'target' },
    cell,
  });
  const bound = (side: 'low' | 'high', level: number): Field['cell'] => {
    return ({ probabilities, forecast }, step) => {
      const bounds = boundsIndex(probabilities, level);
      return bounds ? (forecast.quantiles[bounds[side]]?.[step] ?? null) : null;
    };
  };
  const oneSided = [...new Set(forecasts.flatMap((result) => result.oneSided))];
  const quantileAt = (probability: number): Field['cell'] => {
    return ({ probabilities, forecast }, step) =>
      forecast.quantiles[probabilities.indexOf(probability)]?.[step] ?? null;
  };
  return [
    number('forecast', ({ forecast }, step) => forecast.point[step]!),
    ...levels
      .sort((a, b) => a - b)
      .flatMap((level) => [
        number(`lo_${level}`, bound('low', level)),
        number(`hi_${level}`, bound('high', level)),
      ]),
    ...oneSided
      .sort((a, b) => a - b)
      .map((probability) => number(`q_${probability}`, quantileAt(probability))),
  ];
}
