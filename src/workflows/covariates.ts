import type { Panel } from '../data/panel/panel.js';
import { warning } from '../message.js';
import { requireFuture } from '../models/future-rows.js';
import type { Modelling } from './modelling.js';
import type { Observer } from './workflow.js';

/** Says which of the models asked for do not look at the covariates that were named. */
export function tellUnusedCovariates(
  { pastNames, futureNames }: Panel,
  { requests }: Modelling,
  observer: Observer,
): void {
  const names = [...pastNames, ...futureNames].map((name) => `"${name}"`);
  const deaf = requests.filter(({ model }) => model.usesCovariates !== true);
  if (names.length === 0 || deaf.length === 0) return;
  const labels = deaf.map(({ label }) => label).join(', ');
  observer.say?.(
    warning(`${labels} does without covariates: ${names.join(', ')} changes nothing there`),
  );
}

/**
 * Finds out before any training whether its forecast can be made.
 * @throws UserError (exit 4) when a model that looks at covariates lacks some in the rows to forecast
 */
export function requireFutureRows(panel: Panel, { requests, horizon }: Modelling): void {
  if (!requests.some(({ model }) => model.usesCovariates)) return;
  for (const series of panel.series) requireFuture(panel, series, horizon);
}
