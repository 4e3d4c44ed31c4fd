import { isoTime } from '../data/findings/summarize.js';
import type { Panel } from '../data/panel/panel.js';
import type { Total } from '../evaluation/intervals/totals.js';
import { boundsIndex, levelsOf } from '../metrics/levels.js';
import type { Cell, Column, Table } from '../render/table.js';
import { idLabel, timeLabel } from './key-labels.js';

interface OfSeries {
  readonly model: string;
  /** Index into the panel's series. */
  readonly series: number;
  /** Of the forecast. // (horizon) */
  readonly times: Float64Array;
}

/** Sums of one forecast. */
export interface SeriesTotals extends OfSeries {
  readonly totals: readonly Total[];
  /** Of the totals' quantiles, ascending. */
  readonly probabilities: readonly number[];
  readonly oneSided: readonly number[];
}

/** Sample paths of one forecast. */
export interface SeriesPaths extends OfSeries {
  readonly values: readonly Float64Array[]; // (paths) × (horizon)
}

const text = (label: string): Column => ({ label, align: 'left' });
const number = (label: string): Column => ({ label, align: 'right', unit: 'target' });

/** Id, model and target where they tell apart. */
function keys(panel: Panel, all: readonly OfSeries[]) {
  const id = idLabel(panel);
  const severalModels = new Set(all.map(({ model }) => model)).size > 1;
  const severalTargets = panel.targets.length > 1;
  return {
    columns: [
      ...(id === null ? [] : [text(id)]),
      ...(severalModels ? [text('model')] : []),
      ...(severalTargets ? [text('target')] : []),
    ],
    cells: ({ model, series }: OfSeries): Cell[] => [
      ...(id === null ? [] : [panel.series[series]!.id]),
      ...(severalModels ? [model] : []),
      ...(severalTargets ? [panel.series[series]!.target] : []),
    ],
  };
}

/** The columns of a total besides its keys: `lo_80`, `hi_80` …, `q_0.95`. */
const boundsOf = ({ probabilities, oneSided }: SeriesTotals, { quantiles }: Total) =>
  quantiles.length === 0
    ? []
    : [
        ...levelsOf(probabilities).flatMap((level): [string, number][] => {
          const { low, high } = boundsIndex(probabilities, level)!;
          return [
            [`lo_${level}`, quantiles[low]!],
            [`hi_${level}`, quantiles[high]!],
          ];
        }),
        ...oneSided.map((probability): [string, number] => [
          `q_${probability}`,
          quantiles[probabilities.indexOf(probability)]!,
        ]),
      ];

/** One row a period: keys, from, to, total and its bounds. */
export function totalsTable(
  panel: Panel,
  all: readonly SeriesTotals[],
  formatTime: (time: number) => string,
): Table {
  const key = keys(panel, all);
  const bounds = all.flatMap((each) => each.totals.map((total) => boundsOf(each, total)))[0] ?? [];
  return {
    title: 'Totals',
    columns: [
      ...key.columns,
      ...[text('from'), text('to'), number('total')],
      ...bounds.map(([label]) => number(label)),
    ],
    rows: all.flatMap((each) =>
      each.totals.map((total) => [
        ...key.cells(each),
        formatTime(each.times[total.from]!),
        formatTime(each.times[total.to - 1]!),
        total.total,
        ...boundsOf(each, total).map(([, value]) => value),
      ]),
    ),
  };
}

/** The same for JSON. */
export const totalDocuments = (panel: Panel, all: readonly SeriesTotals[]) =>
  all.flatMap((each) =>
    each.totals.map((total) => ({
      id: panel.series[each.series]!.id,
      ...(panel.targets.length > 1 ? { target: panel.series[each.series]!.target } : {}),
      model: each.model,
      from: isoTime(panel, each.times[total.from]!),
      to: isoTime(panel, each.times[total.to - 1]!),
      total: total.total,
      ...Object.fromEntries(boundsOf(each, total)),
    })),
  );

/** One row a step of each path: keys, path (from 1), time, value. */
export function pathsTable(
  panel: Panel,
  all: readonly SeriesPaths[],
  formatTime: (time: number) => string,
): Table {
  const key = keys(panel, all);
  return {
    title: 'Sample paths',
    columns: [
      ...key.columns,
      { label: 'path', align: 'right' },
      text(timeLabel(panel)),
      number('value'),
    ],
    rows: all.flatMap((each) =>
      each.values.flatMap((path, k) =>
        Array.from(path, (value, h) => [
          ...key.cells(each),
          k + 1,
          formatTime(each.times[h]!),
          value,
        ]),
      ),
    ),
  };
}
