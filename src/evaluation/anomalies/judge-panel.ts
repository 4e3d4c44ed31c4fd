import type { Panel, Series } from '../../data/panel/panel.js';
import { positionsIn, type Shard } from '../../data/panel/shard.js';
import { effectSums } from '../../models/regressors/effect-sums.js';
import { estimateEffects } from '../../models/regressors/estimate.js';
import { naturalSeasons } from '../../models/statistical/natural-seasons.js';
import { type AnomalyKind, type Judgement, judgeSeries, LEAST_ROWS } from './judge-rows.js';
import { correctedForLooks, correctionFor } from './tail.js';

/** One row beside what was to be expected of it, one step ahead. */
export interface JudgedRow {
  /** Row of the series. */
  readonly row: number;
  readonly value: number;
  readonly expected: number;
  /** Where 95 of 100 rows are. */
  readonly lo: number;
  readonly hi: number;
  /** Corrected for how many rows of all series were looked at; of the row alone in a part of a panel. */
  readonly p: number;
  /** Null in a part of a panel: only all parts together tell. */
  readonly anomaly: boolean | null;
  /** Of an anomaly; null of any other row. */
  readonly kind: AnomalyKind | null;
}

/** A year of days changes as slowly as the level, which follows it. */
const SLOW_DAYS = 300;

/**
 * Judges every known row of each series, see `judgeSeries`. Covariates known in the future are made effects
 * of, without the rows that are odd, and a row is judged without them.
 *
 * @param season - in rows, beside those natural to the frequency
 * @param alpha - share of false alarms among the alarms
 * @param shard - judges its series alone, and leaves open what is an anomaly
 * @returns null for a series with too few known rows, none for one of another shard // (series)
 */
export function judgePanel(
  panel: Panel,
  season: number,
  alpha: number,
  shard?: Shard,
): readonly (readonly JudgedRow[] | null)[] {
  const slow = (period: number) => panel.frequency.unit === 'day' && period >= SLOW_DAYS;
  const seasons = [season, ...naturalSeasons(panel.frequency).filter((period) => !slow(period))];
  const own = new Set(positionsIn(panel.series, shard));
  const judgements = panel.series.map((series, s) => {
    if (!own.has(s)) return 'of another shard';
    return countKnown(series.values) < LEAST_ROWS
      ? null
      : judgeWithEffects(series, season, seasons, alpha);
  });
  const looks = judgements.flatMap((each) =>
    each === null || each === 'of another shard' ? [] : [...each.p],
  );
  const corrected = correctionFor(Float64Array.from(looks.filter((p) => !Number.isNaN(p))));
  return judgements.map((judgement, s) => {
    if (judgement === null) return null;
    if (judgement === 'of another shard') return [];
    const { values } = panel.series[s]!;
    const { expected, lo, hi, kinds } = judgement;
    const known = [...values.keys()].filter((row) => !Number.isNaN(values[row]!));
    return known.map((row) => {
      const alone = judgement.p[row]!;
      const p = shard === undefined ? corrected(alone) : alone;
      const anomaly = shard === undefined ? p < alpha : null;
      return {
        row,
        value: values[row]!,
        expected: expected[row]!,
        lo: lo[row]!,
        hi: hi[row]!,
        p,
        anomaly,
        kind: anomaly === true ? kinds[row]! : null,
      };
    });
  });
}

const countKnown = (values: Float64Array) =>
  values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);

/** Judged once as it is, to find what no effect may be learnt from, and once without the effects. */
function judgeWithEffects(
  series: Series,
  season: number,
  seasons: readonly number[],
  alpha: number,
): Judgement {
  const { values } = series;
  if (series.future.length === 0) return judgeSeries(values, seasons);
  const without = (row: number, sums: Float64Array) => values[row]! - sums[row]!;
  const first = estimateEffects(series, season);
  const sums = effectSums(series, first, values.length);
  const odd = correctedForLooks(
    judgeSeries(
      values.map((_, row) => without(row, sums)),
      seasons,
    ).p,
  );
  const usual = values.map((value, row) => (odd[row]! < alpha ? Number.NaN : value));
  const effects = effectSums(
    series,
    estimateEffects({ ...series, values: usual }, season),
    values.length,
  );
  const rest = judgeSeries(
    values.map((_, row) => without(row, effects)),
    seasons,
  );
  const back = (column: Float64Array) => column.map((value, row) => value + effects[row]!);
  return { ...rest, expected: back(rest.expected), lo: back(rest.lo), hi: back(rest.hi) };
}
