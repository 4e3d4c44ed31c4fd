import type { Judging } from './judging.js';

/** Members that a combination may have. */
const MOST_MEMBERS = 4;
/** Shares below this are not worth a member. */
const SMALLEST_SHARE = 0.05;
/** Picks of a greedy selection, and picks that the simple average of all good candidates is worth. */
const PICKS = 12;
const PRIOR_PICKS = 12;
/** Share of a loss that chance may take off it: on one horizon, and at least. */
const CHANCE_OF_ONE = 0.1;
const LEAST_CHANCE = 0.02;
/** Of a forecast that is not surely better than repeating, the share that repeats. */
const REPEATED = 0.75;
/** Candidates whose error is larger than the least by at most this share are good. */
const GOOD = 0.15;

/**
 * Shares of the candidates, adding up to 1. The start is the average of the good candidates by their
 * priors, which is hard to beat. In each block of cutoffs the candidate whose addition makes the average's error
 * smallest is then picked again and again, with replacement (Caruana et al. 2004), and the shares are
 * the mean over the blocks and over all of them together: where blocks disagree, that stays near the
 * simple average, and where they agree, it moves towards their common choice.
 *
 * @param priors - what each candidate weighs in that average // (candidates)
 * @param baselines - candidates that repeat what was: nothing is learnt by them
 * @returns (candidates); by the priors alone where nothing was judged
 */
export function chooseShares(
  judging: Judging,
  priors: readonly number[] = judging.points.map(() => 1),
  baselines: readonly number[] = [],
): readonly number[] {
  const { points, blocks } = judging;
  const count = points.length;
  if (blocks.length === 0) return keepFew(inShares(priors));
  const start = simpleAverage(judging, blocks.flat(), priors);
  const parts = blocks.length > 1 ? [...blocks, blocks.flat()] : blocks;
  const sums = new Array<number>(count).fill(0);
  for (const block of parts) {
    for (const [m, share] of pickGreedily(judging, block, start).entries()) sums[m]! += share;
  }
  const chosen = keepFew(sums.map((sum) => sum / parts.length));
  return towardsRepeating(judging, chosen, baselines);
}

/**
 * The shares, mostly given up for the better baseline where they do not forecast the judged rows better than
 * it by more than chance may: what then looks best is as often worse on the rows to come.
 */
function towardsRepeating(
  judging: Judging,
  shares: readonly number[],
  baselines: readonly number[],
): readonly number[] {
  const { points, actual, horizons } = judging;
  const lossOf = (own: ArrayLike<number>) =>
    judging.weight.reduce((sum, weight, i) => sum + weight * Math.abs(actual[i]! - own[i]!), 0);
  const losses = baselines.map((m) => lossOf(points[m]!));
  const least = Math.min(...losses);
  const repeated = baselines[losses.indexOf(least)];
  if (repeated === undefined) return shares;
  const mixed = actual.map((_, i) =>
    shares.reduce((sum, share, m) => (share > 0 ? sum + share * points[m]![i]! : sum), 0),
  );
  const chance = Math.max(LEAST_CHANCE, CHANCE_OF_ONE / Math.sqrt(Math.max(1, horizons)));
  if (lossOf(mixed) < (1 - chance) * least) return shares;
  return shares.map((share, m) => (1 - REPEATED) * share + (m === repeated ? REPEATED : 0));
}

const inShares = (priors: readonly number[]) => {
  const all = priors.reduce((sum, prior) => sum + prior, 0);
  return priors.map((prior) => prior / all);
};

/** As many picks as the start is worth, shared by the priors of the good candidates. // (candidates) */
function simpleAverage(
  { points, actual, weight }: Judging,
  rows: readonly number[],
  priors: readonly number[],
): number[] {
  const losses = points.map((own) =>
    rows.reduce((sum, row) => sum + weight[row]! * Math.abs(actual[row]! - own[row]!), 0),
  );
  const most = (1 + GOOD) * Math.min(...losses);
  const good = losses.map((loss) => loss <= most);
  const all = priors.reduce((sum, prior, m) => sum + (good[m] ? prior : 0), 0);
  return good.map((is, m) => (is ? (PRIOR_PICKS * priors[m]!) / all : 0));
}

/** Shares by greedy selection on these rows of the judging. @param start - picks that each candidate has */
function pickGreedily(
  { points, actual, weight }: Judging,
  rows: readonly number[],
  start: readonly number[],
): number[] {
  const sum = new Float64Array(rows.length);
  for (const [m, count] of start.entries()) {
    const own = points[m]!;
    for (let i = 0; i < rows.length; i++) sum[i]! += count * own[rows[i]!]!;
  }
  const counts = [...start];
  for (let pick = 1; pick <= PICKS; pick++) {
    const picks = PRIOR_PICKS + pick;
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const [m, own] of points.entries()) {
      let loss = 0;
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!;
        loss += weight[row]! * Math.abs(actual[row]! - (sum[i]! + own[row]!) / picks);
      }
      if (loss < least) {
        least = loss;
        best = m;
      }
    }
    counts[best]! += 1;
    const own = points[best]!;
    for (let i = 0; i < rows.length; i++) sum[i]! += own[rows[i]!]!;
  }
  return counts.map((each) => each / (PRIOR_PICKS + PICKS));
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
