import { boundsIndex, levelsOf } from '../../metrics/levels.js';
import type { Backtest, BacktestResult } from '../backtest.js';

/** What the bands of one level held. */
export interface BandCoverage {
  /** In percent. */
  readonly level: number;
  /** Share of known actuals inside, 0 to 1. */
  readonly held: number;
  readonly known: number;
  readonly verdict: 'too narrow' | 'as promised' | 'too wide';
  /** Whether so much could well be chance, in so few forecasts. */
  readonly mayBeChance: boolean;
}

/** A band is too narrow when more than 1.2 times as many as promised lie outside, and six in a hundred. */
const OUTSIDE_TIMES = 1.2;
const OUTSIDE_MORE = 0.06;
/** And too wide when less than a third of them does. */
const TOO_FEW = 1 / 3;
/** Standard deviations beyond which chance is ruled out: one in a hundred. */
const SIGNIFICANT = 2.33;

/** What each band of a result held, by level ascending; none without intervals. */
export function bandCoverage(backtest: Backtest, result: BacktestResult): BandCoverage[] {
  const { probabilities, actual } = backtest;
  const { quantiles } = result;
  if (quantiles.length === 0) return [];
  const independent = independentForecasts(backtest);
  return levelsOf(probabilities).flatMap((level): BandCoverage[] => {
    const { low, high } = boundsIndex(probabilities, level)!;
    let known = 0;
    let inside = 0;
    let width = 0;
    for (let at = 0; at < actual.length; at++) {
      const value = actual[at]!;
      if (Number.isNaN(value + quantiles[low]![at]! + quantiles[high]![at]!)) continue;
      known += 1;
      width += quantiles[high]![at]! - quantiles[low]![at]!;
      if (value >= quantiles[low]![at]! && value <= quantiles[high]![at]!) inside += 1;
    }
    if (known === 0) return [];
    const held = inside / known;
    const judged = judge(level, held, independent);
    // A series that never changes has bands without width, and they hold everything.
    const verdict = width > 0 || judged.verdict === 'too narrow' ? judged.verdict : 'as promised';
    return [{ level, held, known, ...judged, verdict }];
  });
}

function judge(
  level: number,
  held: number,
  independent: number,
): Pick<BandCoverage, 'verdict' | 'mayBeChance'> {
  const promised = 1 - level / 100;
  const outside = 1 - held;
  const deviation = Math.sqrt((promised * (1 - promised)) / independent);
  const mayBeChance = Math.abs(outside - promised) < SIGNIFICANT * deviation;
  if (outside > OUTSIDE_TIMES * promised + OUTSIDE_MORE) {
    return { verdict: 'too narrow', mayBeChance };
  }
  const wide = outside < TOO_FEW * promised && !mayBeChance;
  return { verdict: wide ? 'too wide' : 'as promised', mayBeChance };
}

/** Forecasts that share no rows; those of overlapping windows count by the rows that are new in them. */
function independentForecasts({ origins, horizon }: Backtest): number {
  let sum = 0;
  for (const [i, { series, row }] of origins.entries()) {
    const before = origins[i - 1];
    const gap = before?.series === series ? row - before.row : horizon;
    sum += Math.min(1, gap / horizon);
  }
  return sum;
}

/** "the 80 % band held 61 %, the 95 % band 83 %: too narrow"; null where all bands held what they promise. */
export function bandSentence(bands: readonly BandCoverage[]): string | null {
  const off = bands.filter(({ verdict }) => verdict !== 'as promised');
  const [first] = off;
  if (!first) return null;
  const alike = off.filter(({ verdict }) => verdict === first.verdict);
  const held = alike.map(
    ({ level, held: share }, i) =>
      `the ${level} % band ${i === 0 ? 'held ' : ''}${(100 * share).toFixed(0)} %`,
  );
  const chance = alike.every(({ mayBeChance }) => mayBeChance)
    ? ', which may be chance in so few forecasts'
    : '';
  return `${held.join(', ')}: ${first.verdict}${chance}`;
}
