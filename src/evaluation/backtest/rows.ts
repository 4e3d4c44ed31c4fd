import { boundsIndex, levelsOf } from '../../metrics/levels.js';
import type { Backtest } from '../backtest.js';

/** One forecast step of one model beside what came of it: the shape that files, tables and charts read. */
export interface BacktestRow {
  readonly id: string;
  readonly target: string;
  /** Time of the last row that the forecast knew, epoch milliseconds or step index. */
  readonly cutoff: number;
  readonly time: number;
  /** 1 … horizon. */
  readonly step: number;
  readonly model: string;
  /** NaN is missing. */
  readonly actual: number;
  readonly forecast: number;
  /** Lower and upper bound by level ascending: lo_80, hi_80, lo_95, hi_95. Empty without intervals. */
  readonly bounds: readonly number[];
  /** Quantiles that were asked for one by one, ascending. Empty without intervals. */
  readonly oneSided: readonly number[];
}

/** The long rows of a backtest, made one at a time: model by model, origin by origin, step by step. */
export function* backtestRows(backtest: Backtest): Generator<BacktestRow> {
  const { origins, horizon, probabilities, series, actual } = backtest;
  const levels = levelsOf(probabilities).map((level) => boundsIndex(probabilities, level)!);
  const alone = (backtest.oneSided ?? []).map((probability) => probabilities.indexOf(probability));
  for (const { model, point, quantiles } of backtest.results) {
    const shown = quantiles.length > 0 ? alone : [];
    const drawn = quantiles.length > 0 ? levels : [];
    for (const [i, origin] of origins.entries()) {
      const { id, target, times } = series[origin.series]!;
      for (let h = 0; h < horizon; h++) {
        const at = i * horizon + h;
        yield {
          id,
          target,
          cutoff: times[origin.row - 1]!,
          time: times[origin.row + h]!,
          step: h + 1,
          model,
          actual: actual[at]!,
          forecast: point[at]!,
          bounds: drawn.flatMap(({ low, high }) => [quantiles[low]![at]!, quantiles[high]![at]!]),
          oneSided: shown.map((q) => quantiles[q]![at]!),
        };
      }
    }
  }
}
