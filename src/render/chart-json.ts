import type { Chart } from './chart.js';

/** The chart as JSON that may stand inside a `<script>` element: no `<` can end it early, and what is not finite is null. */
export function chartToJson(chart: Chart): string {
  return JSON.stringify(chart, (_key, value: unknown) =>
    value instanceof Float64Array ? { numbers: [...value] } : value,
  ).replaceAll('<', '\\u003c');
}

/** The chart that `chartToJson` wrote; infinities come back as missing. */
export function chartFromJson(text: string): Chart {
  // Our own text from the same version: `chartToJson` decides its shape.
  return JSON.parse(text, (_key, value: unknown) =>
    isNumbers(value) ? Float64Array.from(value.numbers, (number) => number ?? Number.NaN) : value,
  ) as Chart;
}

const isNumbers = (value: unknown): value is { readonly numbers: readonly (number | null)[] } =>
  typeof value === 'object' && value !== null && 'numbers' in value;
