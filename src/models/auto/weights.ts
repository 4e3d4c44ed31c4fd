import type { Judging } from './judging.js';

/** Members that a combination may have. */
const MOST_MEMBERS = 4;
/** Shares below this are not worth a member. */
const SMALLEST_SHARE = 0.05;
/** Picks of a greedy selection; each is worth an equal part of the weight. */
const PICKS = 12;

/**
 * Shares of the candidates, adding up to 1. In each block of cutoffs the candidate whose addition makes
 * the average's error smallest is picked again and again, with replacement (Caruana et al. 2004), and
 * the shares are the mean over the blocks and over all of them together: where blocks disagree, that
 * comes near to a simple average, and where they agree, it is their common choice.
 *
 * @returns (candidates); equal shares where nothing was judged
 */
export function chooseShares(judging: Judging): number[] {
  const { points, blocks } = judging;
  const count = points.length;
  if (blocks.length === 0) return new Array<number>(count).fill(1 / count);
  const parts = blocks.length > 1 ? [...blocks, blocks.flat()] : blocks;
  const sums = new Array<number>(count).fill(0);
  for (const block of parts) {
    for (const [m, share] of pickGreedily(judging, block).entries()) sums[m]! += share;
  }
  return keepFew(sums.map((sum) => sum / parts.length));
}

/** Shares by greedy selection on these rows of the judging. */
function pickGreedily({ points, actual, weight }: Judging, rows: readonly number[]): number[] {
  const sum = new Float64Array(rows.length);
  const counts = points.map(() => 0);
  for (let pick = 1; pick <= PICKS; pick++) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const [m, own] of points.entries()) {
      let loss = 0;
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!;
        loss += weight[row]! * Math.abs(actual[row]! - (sum[i]! + own[row]!) / pick);
      }
      if (loss < least) {
        least = loss;
        best = m;
      }
    }
    if (best < 0) break;
    counts[best]! += 1;
    const own = points[best]!;
    for (let i = 0; i < rows.length; i++) sum[i]! += own[rows[i]!]!;
  }
  const total = counts.reduce((all, each) => all + each, 0);
  return counts.map((each) => (total > 0 ? each / total : 1 / counts.length));
}

/** The largest shares; what the others had is divided among them. */
function keepFew(shares: readonly number[]): number[] {
  const order = [...shares.keys()].sort((a, b) => shares[b]! - shares[a]! || a - b);
  const kept = new Set(
    order.slice(0, MOST_MEMBERS).filter((m, i) => i === 0 || shares[m]! >= SMALLEST_SHARE),
  );
  const total = [...kept].reduce((sum, m) => sum + shares[m]!, 0);
  return shares.map((share, m) => (kept.has(m) ? share / total : 0));
}
