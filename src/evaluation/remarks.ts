import { models } from '../models/index.js';
import type { Backtest, BacktestResult } from './backtest.js';
import { copyFlag } from './copy-flag.js';
import { directionTest } from './direction-test.js';
import { looksLikePrices } from './random-walk.js';

/** Chance of seeing skill in a direction where there is none. */
const SIGNIFICANT = 0.05;

/**
 * What the scores alone do not tell: which models nearly copy the last value and, for series that
 * wander like prices, whether the direction of the next step was foretold. One sentence each.
 */
export function backtestRemarks(backtest: Backtest): string[] {
  const prices = backtest.series.every(({ values }) => looksLikePrices(values));
  return backtest.results
    .filter(({ model }) => !isBaseline(model))
    .flatMap((result) => {
      const { sentence } = copyFlag(backtest, result);
      const direction = prices ? directionSentence(backtest, result) : null;
      return [sentence, direction].filter((text) => text !== null);
    });
}

const isBaseline = (name: string) => models.has(name) && models.get(name).family === 'baseline';

function directionSentence(backtest: Backtest, result: BacktestResult): string | null {
  const { count, hits, pValue } = directionTest(backtest, result);
  if (count === 0) return null;
  const share = `${result.model} foretold the direction of ${hits} of ${count} next steps`;
  if (pValue === null) return `${share}, always saying the same one: that shows no skill`;
  if (pValue >= SIGNIFICANT)
    return `${share}, no more than chance would (p = ${pValue.toFixed(2)})`;
  return `${share}, more than chance would (p = ${pValue.toFixed(3)})`;
}
