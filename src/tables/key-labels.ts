import type { Panel } from '../data/panel/panel.js';

/** Header of the id column, or null where ids tell nothing apart. */
export function idLabel({ idColumn, series }: Panel): string | null {
  if (idColumn !== null) return idColumn;
  const several = series.some(({ id }) => id !== series[0]!.id);
  // Several targets of one file carry their target's name as id, which has a column of its own.
  return several && series.some(({ id, target }) => id !== target) ? 'id' : null;
}

/** Header of the time column. */
export const timeLabel = ({ timeColumn, frequency }: Panel) =>
  timeColumn ?? (frequency.unit === 'step' ? 'step' : 'time');
