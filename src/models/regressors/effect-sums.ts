import { filledTail } from '../../data/panel/history.js';
import type { Series } from '../../data/panel/panel.js';
import type { Effects } from '../effects.js';

/** What the covariates add to each row. // (rows) */
export function effectSums(series: Series, { coefficients }: Effects, rows: number): Float64Array {
  const sums = new Float64Array(rows);
  for (const [i, column] of series.future.entries()) {
    const coefficient = coefficients[i]!;
    if (coefficient === 0) continue;
    const filled = filledTail(column.subarray(0, rows), Math.min(rows, column.length));
    for (let t = 0; t < rows; t++) sums[t]! += coefficient * (filled[t] ?? filled.at(-1)!);
  }
  return sums;
}
