import type { Draws } from '../draws.js';

/**
 * What happens to a series when it is measured: outliers, shifts, rounding, a floor at zero, gaps. Gaps
 * lie in the first `history` rows only, and leave at least eight of them.
 */
export function measure(draws: Draws, values: Float64Array, history: number): Float64Array {
  const rows = values.length;
  let size = 0;
  for (let row = 1; row < rows; row++) size += Math.abs(values[row]! - values[row - 1]!);
  size /= rows;
  if (draws.chance(0.12)) {
    for (let i = draws.whole(1, 3); i > 0; i--) {
      values[draws.whole(0, rows - 1)]! += size * draws.normal() * draws.scale(3, 12);
    }
  }
  if (draws.chance(0.08)) {
    const from = draws.whole(0, rows - 1);
    const shift = size * draws.normal() * draws.scale(2, 10);
    for (let row = from; row < rows; row++) values[row]! += shift;
  }
  if (draws.chance(0.04)) {
    for (let row = 0; row < rows; row++) values[row] = Math.max(0, values[row]!);
  }
  if (size > 0 && draws.chance(0.15)) {
    const unit = size * draws.scale(0.1, 2);
    for (let row = 0; row < rows; row++) values[row] = Math.round(values[row]! / unit) * unit;
  }
  if (history >= 16 && draws.chance(0.1)) leaveGaps(draws, values, history);
  return values;
}

function leaveGaps(draws: Draws, values: Float64Array, history: number): void {
  if (draws.chance(0.6)) {
    const share = draws.scale(0.02, 0.3);
    for (let row = 8; row < history; row++) if (draws.chance(share)) values[row] = Number.NaN;
    return;
  }
  const length = draws.whole(1, Math.floor(history / 3));
  const from = draws.whole(4, history - length);
  values.fill(Number.NaN, from, from + length);
}
