import type { Attribution } from '../insight/attribution.js';
import type { Chart } from '../render/chart.js';

/** Contributions by feature and lag, a row a feature and method; warm colours raise the forecast, cold ones lower it. */
export function attributionChart(attributions: readonly Attribution[]): Chart {
  const several = attributions.length > 1;
  const rows = attributions.flatMap(({ method, byLag }) =>
    byLag.map(({ feature, values }) => ({
      label: several ? `${feature} (${method})` : feature,
      values,
    })),
  );
  const lookback = Math.max(...rows.map(({ values }) => values.length));
  const cutoffs = attributions[0]?.cutoffs ?? 1;
  return {
    title: `What ${cutoffs > 1 ? `${cutoffs} forecasts rest` : 'the forecast rests'} on, by lag`,
    x: { kind: 'number', label: 'rows from the forecast, -1 is the newest', scale: 'linear' },
    y: { kind: 'category', label: 'feature', categories: rows.map(({ label }) => label) },
    marks: [
      {
        kind: 'heat',
        label: '',
        tone: 'warning',
        lowTone: 'forecast',
        x: Float64Array.from({ length: lookback }, (_, i) => i - lookback),
        rows: rows.map(({ values }) => scaled(values, lookback)),
      },
    ],
    caption:
      cutoffs > 1
        ? 'The stronger the colour, the more that row of the past moves a forecast, up or down, on average.'
        : 'The stronger the colour, the more that row of the past moves the mean forecast: warm colours raise it, cold ones lower it.',
  };
}

/** From -1 to 1, as long as the longest row; older places are empty. */
function scaled(values: Float64Array, length: number): Float64Array {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const row = new Float64Array(length).fill(Number.NaN);
  row.set(
    values.map((value) => (largest > 0 ? value / largest : 0)),
    length - values.length,
  );
  return row;
}
