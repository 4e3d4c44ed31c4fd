import type { Panel, Series } from '../data/panel/panel.js';
import { formatTime, futureTimes } from '../data/panel/steps.js';
import { dataError } from '../errors.js';

/** Times of missing rows that a message names. */
const NAMED = 5;

/**
 * For models that look at covariates: each one given as known in the future must be known for all of
 * the horizon.
 * @throws UserError (exit 4) that names the series, the covariate and the rows
 */
export function requireFuture(panel: Panel, series: Series, horizon: number): void {
  const rows = series.values.length;
  series.future.forEach((column, i) => {
    const missing = Array.from({ length: horizon }, (_, step) => step).filter((step) =>
      Number.isNaN(column[rows + step] ?? Number.NaN),
    );
    if (missing.length === 0) return;
    const name = panel.futureNames[i]!;
    throw dataError(
      `series "${series.id}": "${name}" is missing in ${missing.length} of the ${horizon} rows to forecast: ${listTimes(panel, series, missing)}`,
      `give rows with a time and "${name}" but no target, or use --past instead of --future for it`,
    );
  });
}

function listTimes(panel: Panel, series: Series, steps: readonly number[]): string {
  const times = futureTimes(panel, series, steps.at(-1)! + 1);
  const named = steps
    .slice(0, NAMED)
    .map((step) => formatTime(panel.timeFormat, times[step]!, panel.zone));
  const more = steps.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
