import type { Shard } from '../../data/panel/shard.js';
import { usageError } from '../../errors.js';
import type { BacktestRequest } from '../../evaluation/backtest/run-backtest.js';
import { models } from '../../models/index.js';

/**
 * A shard has some of the series only: what learns from all of them would learn something else in each.
 * @throws UserError (exit 2) for a model that learns across series
 */
export function requireAlone(requests: readonly BacktestRequest[], shard: Shard | undefined): void {
  const learns = requests.find(({ model }) => model.perSeries !== true);
  if (shard === undefined || !learns) return;
  const alone = models.entries.filter(({ perSeries }) => perSeries).map(({ name }) => name);
  throw usageError(
    `--shard: ${learns.label} learns from all series together, and a shard has some of them only`,
    `train it once (gatecast train … --model ${learns.label} --sample 20000 --output MODEL) and forecast the shards with gatecast predict … --model MODEL; or name a model of one series: ${alone.join(', ')}`,
  );
}
