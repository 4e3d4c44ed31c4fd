import type { Panel } from '../data/panel/panel.js';
import { findCommonSeason } from '../data/panel/season.js';
import { firstCutoff, medianRows, type PlanRequest } from '../evaluation/backtest/plan.js';
import { knownAt } from '../evaluation/backtest/run-model.js';

/** What was asked for of a backtest, but for the horizon. */
export type PlanFlags = Omit<PlanRequest, 'horizon'>;

/** A season is found in at least so many of its repetitions. */
const REPETITIONS = 3;

/**
 * The season of a panel that a backtest will follow, decided from the rows before its first cutoff: what
 * is tested on decides nothing. Where the horizon is to follow from the season, the season is sought in
 * as many rows as surely lie before the first cutoff, whatever is found in them.
 *
 * @param horizon - as asked for; absent where it will be one season
 */
export function seasonBeforeTest(
  panel: Panel,
  horizon: number | undefined,
  plan: PlanFlags,
): number {
  const known = knownAt(panel, heldBack(panel, horizon, plan));
  return findCommonSeason(known.series, panel.frequency);
}

/** Rows at the end of each series that no decision may look at. */
function heldBack(panel: Panel, horizon: number | undefined, plan: PlanFlags): number {
  if (horizon !== undefined) return firstCutoff(panel, { ...plan, horizon });
  if (plan.testSize !== undefined) return plan.testSize;
  const rows = medianRows(panel);
  const cutoff = (season: number) => firstCutoff(panel, { ...plan, horizon: season });
  // The longest season that could be found before the first cutoff of its own backtest.
  let [longest, tooLong] = [1, rows];
  while (tooLong - longest > 1) {
    const middle = Math.floor((longest + tooLong) / 2);
    if (REPETITIONS * middle <= rows - cutoff(middle)) longest = middle;
    else tooLong = middle;
  }
  return cutoff(longest);
}
