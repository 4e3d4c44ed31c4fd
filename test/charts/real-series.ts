import { readFileSync } from 'node:fs';
import { forecastChart } from '../../src/charts/forecast.js';
import type { Panel } from '../../src/data/panel/panel.js';
import type { SeriesForecast } from '../../src/tables/results.js';

const DAY = 86_400_000;

/** A column of a fixture as a panel of one daily series. */
export function fixturePanel(file: string, column: string): Panel {
  const url = new URL(`../../fixtures/${file}`, import.meta.url);
  const [header = [], ...rows] = readFileSync(url, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const at = header.indexOf(column);
  return {
    frequency: { unit: 'day', count: 1 },
    zone: null,
    timeFormat: { pattern: 'yyyy-MM-dd', offset: null },
    timeColumn: 'date',
    idColumn: null,
    targets: [column],
    pastNames: [],
    futureNames: [],
    staticNames: [],
    series: [
      {
        id: column,
        target: column,
        times: Float64Array.from(rows, (row) => Date.parse(row[0]!)),
        values: Float64Array.from(rows, (row) => Number(row[at]!)),
        past: [],
        future: [],
        statics: [],
      },
    ],
  };
}

/** The last value carried forward, with bounds that widen with the square root of the distance. */
export function carriedForward(panel: Panel, horizon: number, spread: number): SeriesForecast {
  const { times, values } = panel.series[0]!;
  const last = values.at(-1)!;
  const bound = (z: number) =>
    Float64Array.from({ length: horizon }, (_, step) => last + z * spread * Math.sqrt(step + 1));
  return {
    model: 'naive',
    series: 0,
    times: Float64Array.from({ length: horizon }, (_, step) => times.at(-1)! + (step + 1) * DAY),
    forecast: { point: bound(0), quantiles: [-1.96, -1.28, 1.28, 1.96].map(bound) },
    probabilities: [0.025, 0.1, 0.9, 0.975],
    oneSided: [],
  };
}

export function weatherChart() {
  const panel = fixturePanel('seattle-weather.csv', 'temp_max');
  return forecastChart(panel, carriedForward(panel, 14, 1.5));
}

export function stockChart() {
  const panel = fixturePanel('sp500-2000.csv', 'close');
  return forecastChart(panel, carriedForward(panel, 20, 30));
}
