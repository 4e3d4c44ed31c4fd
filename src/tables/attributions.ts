import { type Attribution, total } from '../insight/attribution.js';
import type { Table } from '../render/table.js';

/** A row a method and feature: what it adds to the forecast, and where in the lookback most of it lies. */
export function attributionsTable(attributions: readonly Attribution[]): Table {
  const cutoffs = attributions[0]?.cutoffs ?? 1;
  const several = cutoffs > 1;
  return {
    title: several ? `What ${cutoffs} forecasts rest on` : 'What the forecast rests on',
    columns: [
      { label: 'method', align: 'left', wrap: true },
      { label: 'feature', align: 'left', wrap: true },
      { label: several ? 'moves' : 'adds', align: 'right', digits: 3 },
      ...(several ? [{ label: 'spread', align: 'right', digits: 3 } as const] : []),
      { label: 'share', align: 'right', percent: true, digits: 2 },
      { label: 'strongest lag', key: 'strongest_lag', align: 'right' },
      { label: 'half within', key: 'half_within', align: 'right' },
    ],
    rows: attributions.flatMap(rowsOf),
    notes: [
      ...attributions.map(
        ({ method, forecast, baseline }) =>
          `${method}: mean forecast ${forecast.toPrecision(4)}, baseline ${baseline.toPrecision(4)}`,
      ),
      'share: of all absolute contributions; half within: newest rows that hold half of them',
      ...(several
        ? [
            'moves: sum over the rows of the mean size of their contributions, up or down; spread: standard deviation of these sizes over the cutoffs, summed likewise',
          ]
        : []),
    ],
  };
}

function rowsOf({ method, cutoffs, byLag, others }: Attribution) {
  const several = cutoffs > 1;
  const sizes = [
    ...byLag.map(({ values }) => size(values)),
    ...others.map(({ value }) => Math.abs(value)),
  ];
  const all = sizes.reduce((sum, value) => sum + value, 0);
  const share = (index: number) => (all > 0 ? sizes[index]! / all : null);
  return [
    ...byLag.map(({ feature, values, spread }, i) => [
      method,
      feature,
      total(values),
      ...(several ? [total(spread)] : []),
      share(i),
      strongestLag(values),
      halfWithin(values),
    ]),
    ...others.map(({ feature, value, spread }, i) => [
      method,
      feature,
      value,
      ...(several ? [spread] : []),
      share(byLag.length + i),
      null,
      null,
    ]),
  ];
}

const size = (values: Float64Array) => values.reduce((sum, value) => sum + Math.abs(value), 0);

/** 1 is the newest row. */
function strongestLag(values: Float64Array): number | null {
  let best = -1;
  for (const [i, value] of values.entries()) {
    if (best < 0 || Math.abs(value) >= Math.abs(values[best]!)) best = i;
  }
  return best < 0 || values[best] === 0 ? null : values.length - best;
}

function halfWithin(values: Float64Array): number | null {
  const half = size(values) / 2;
  if (half === 0) return null;
  let sum = 0;
  for (let lag = 1; lag <= values.length; lag++) {
    sum += Math.abs(values[values.length - lag]!);
    if (sum >= half) return lag;
  }
  return values.length;
}
