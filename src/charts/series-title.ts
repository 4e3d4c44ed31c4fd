import type { Panel, Series } from '../data/panel/panel.js';

/** What a series is called in headings: its id where there are several, and its target. */
export function seriesTitle(panel: Pick<Panel, 'series'>, series: Series): string {
  const several = panel.series.some(({ id }) => id !== series.id);
  return several && series.id !== series.target ? `${series.id} ${series.target}` : series.target;
}
