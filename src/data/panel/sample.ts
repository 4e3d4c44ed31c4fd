import type { Panel } from './panel.js';
import { SmallestIds, withDeciding } from './reference.js';
import { idHash } from './shard.js';

/** Which series a network learns from, where it does not need them all. */
export interface SeriesSample {
  readonly count: number;
  readonly seed: number;
}

/** Collects the ids of a sample: those whose hash together with the seed is smallest. */
export const sampleOf = ({ count, seed }: SeriesSample): SmallestIds =>
  new SmallestIds(count, (id) => idHash(`${seed}:${id}`));

/** The series of a sample, in the panel's order; all of them without one. */
export function sampledPanel(panel: Panel, sample: SeriesSample | undefined): Panel {
  if (sample === undefined) return panel;
  const smallest = sampleOf(sample);
  for (const { id } of panel.series) smallest.add(id);
  const ids = smallest.ids();
  return { ...panel, series: panel.series.filter(({ id }) => ids.has(id)) };
}

/** A sample as a panel of its own, whose series decide for it as those of any panel do. */
export function panelOfSample(panel: Panel, sample: SeriesSample | undefined): Panel {
  if (sample === undefined) return panel;
  const { series } = sampledPanel(panel, sample);
  return { ...panel, series: withDeciding(series.map(({ follows: _, ...one }) => one)) };
}
