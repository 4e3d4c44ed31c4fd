import { metrics } from '../metrics/index.js';
import type { Metric } from '../metrics/metric.js';
import type { Comparison, ScoreRow } from './results.js';
import type { Column, Table } from './table.js';

export interface ScoresTableInput {
  readonly scores: readonly ScoreRow[];
  readonly comparisons: readonly Comparison[];
  /** What the scores are the mean of, e.g. `8 windows of 14 days`. */
  readonly basis?: string;
}

/** Above this the difference between two models may well be chance. */
const SIGNIFICANCE = 0.05;

/** A row a model (and series): its metrics, its skill against the better baseline, and a verdict. */
export function scoresTable({ scores, comparisons, basis }: ScoresTableInput): Table {
  const names = [...new Set(scores.flatMap((row) => Object.keys(row.metrics)))];
  const withIds = scores.some(({ id }) => id !== null);
  const withSkill = comparisons.length > 0;
  const against = [...new Set(comparisons.map((comparison) => comparison.against))];
  const beside = new Map(comparisons.map((comparison) => [comparison.model, comparison]));
  const best = bestRow(scores, names[0]);
  return {
    title: basis === undefined ? 'Scores' : `Scores over ${basis}`,
    columns: [
      { label: 'model', align: 'left' },
      ...(withIds ? [{ label: 'id', align: 'left' } as const] : []),
      ...names.map(metricColumn),
      ...(withSkill ? skillColumns : []),
    ],
    rows: scores.map((row) => {
      // Comparisons are over all series together, so only those rows carry them.
      const comparison = row.id === null ? beside.get(row.model) : undefined;
      return [
        row.model,
        ...(withIds ? [row.id ?? 'all'] : []),
        ...names.map((name) => row.metrics[name] ?? null),
        ...(withSkill
          ? [comparison?.skill ?? null, comparison ? verdict(comparison, against.length > 1) : '']
          : []),
      ];
    }),
    ...(best === null ? {} : { emphasis: [best] }),
    ...(withSkill
      ? { notes: [`skill: the share of the error of ${against.join(' or ')} that the model saves`] }
      : {}),
  };
}

const skillColumns: readonly Column[] = [
  { label: 'skill', align: 'right', percent: true, digits: 2 },
  { label: 'verdict', align: 'left' },
];

/** `coverage_80` is the metric `coverage` at a level. */
function metricOf(name: string): Metric | null {
  const plain = name.replace(/_[\d.]+$/, '');
  return metrics.has(plain) ? metrics.get(plain) : null;
}

function metricColumn(name: string): Column {
  const unit = metricOf(name)?.unit;
  const column = { label: name, align: 'right' } as const;
  if (unit === 'share') return { ...column, percent: true, digits: 2 };
  return unit === 'target' ? { ...column, unit } : { ...column, digits: 3 };
}

/** Index of the best row over all series by the first metric; null when that has no better end. */
function bestRow(scores: readonly ScoreRow[], name: string | undefined): number | null {
  const better = name === undefined ? undefined : metricOf(name)?.better;
  if (name === undefined || (better !== 'lower' && better !== 'higher')) return null;
  const sign = better === 'lower' ? 1 : -1;
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, row] of scores.entries()) {
    const value = sign * (row.metrics[name] ?? Number.NaN);
    if (row.id === null && value < least) {
      least = value;
      best = index;
    }
  }
  return best;
}

/** Names the baseline only where the table compares with several. */
function verdict({ against, skill, pValue }: Comparison, several: boolean): string {
  if (Number.isNaN(skill)) return 'cannot be compared';
  const than = several ? ` than ${against}` : '';
  const direction = skill > 0 ? `better${than}` : `worse${than}`;
  if (pValue === null || Number.isNaN(pValue)) return `${direction}, too few windows to be sure`;
  return pValue > SIGNIFICANCE ? 'no clear difference' : direction;
}
