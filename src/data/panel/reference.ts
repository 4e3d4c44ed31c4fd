import type { Panel, Series } from './panel.js';
import { idHash } from './shard.js';

/** Ids whose series decide for a panel, a larger one as well: three calibration origins of each are 1,500. */
const REFERENCE_IDS = 500;

/** Keeps the ids with the smallest hashes of all that it is shown. */
export class SmallestIds {
  private readonly hashes = new Map<string, number>();
  /** From here on an id is not among the smallest. */
  private bound = Number.POSITIVE_INFINITY;
  private readonly most: number;
  private readonly hashOf: (id: string) => number;

  constructor(most = REFERENCE_IDS, hashOf = idHash) {
    this.most = most;
    this.hashOf = hashOf;
  }

  add(id: string): void {
    if (this.hashes.has(id)) return;
    const hash = this.hashOf(id);
    if (hash > this.bound) return;
    this.hashes.set(id, hash);
    if (this.hashes.size >= 2 * this.most) this.prune();
  }

  ids(): ReadonlySet<string> {
    this.prune();
    return new Set(this.hashes.keys());
  }

  private prune(): void {
    if (this.hashes.size <= this.most) return;
    const sorted = [...this.hashes].sort(
      ([a, first], [b, second]) => first - second || (a < b ? -1 : 1),
    );
    this.bound = sorted[this.most - 1]![1];
    for (const [id] of sorted.slice(this.most)) this.hashes.delete(id);
  }
}

/**
 * Marks the series of a panel beyond those that decide what holds for all: season, length of the
 * validation part, cutoffs, what intervals are made of. Those are the series of the 500 ids with the
 * smallest hashes, all of them where there are no more: any part of a panel that has them decides as the
 * whole does.
 */
export function withDeciding(series: readonly Series[]): readonly Series[] {
  if (series.length <= REFERENCE_IDS) return series;
  const smallest = new SmallestIds();
  for (const { id } of series) smallest.add(id);
  const ids = smallest.ids();
  return series.map((one) => (ids.has(one.id) ? one : { ...one, follows: true }));
}

export const decides = ({ follows }: Pick<Series, 'follows'>): boolean => follows !== true;

/** The series that decide, in the panel's order; all of them where none is left. */
export function referencePanel(panel: Panel): Panel {
  const series = panel.series.filter(decides);
  return series.length === 0 || series.length === panel.series.length
    ? panel
    : { ...panel, series };
}
