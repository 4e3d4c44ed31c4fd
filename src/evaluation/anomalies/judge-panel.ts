import type { Panel, Series } from '../../data/panel/panel.js';
import { effectSums } from '../../models/regressors/effect-sums.js';
import { estimateEffects } from '../../models/regressors/estimate.js';
import { naturalSeasons } from '../../models/statistical/natural-seasons.js';
import { type AnomalyKind, type Judgement, judgeSeries, LEAST_ROWS } from './judge-rows.js';
import { correctedForLooks } from './tail.js';

/** One row beside what was to be expected of it, one step ahead. */
export interface JudgedRow {
  /** Row of the series. */
  readonly row: number;
  readonly value: number;
  readonly expected: number;
  /** Where 95 of 100 rows are. */
  readonly lo: number;
  readonly hi: number;
  /** Corrected for how many rows of all series were looked at. */
  readonly p: number;
  readonly anomaly: boolean;
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
 * @returns null for a series with too few known rows // (series)
 */
export function judgePanel(
  panel: Panel,
  season: number,
  alpha: number,
): readonly (readonly JudgedRow[] | null)[] {
  const slow = (period: number) => panel.frequency.unit === 'day' && period >= SLOW_DAYS;
  const seasons = [season, ...naturalSeasons(panel.frequency).filter((period) => !slow(period))];
  const judgements = panel.series.map((series) =>
    countKnown(series.values) < LEAST_ROWS
      ? null
      : judgeWithEffects(series, season, seasons, alpha),
  );
  const corrected = correctedForLooks(
    Float64Array.from(judgements.flatMap((judgement) => [...(judgement?.p ?? [])])),
  );
  let offset = 0;
  return panel.series.map(({ values }, s) => {
    const judgement = judgements[s];
    if (!judgement) return null;
    const from = offset;
    offset += values.length;
    return [...values.keys()]
      .filter((row) => !Number.isNaN(values[row]!))
      .map((row) => {
        const p = corrected[from + row]!;
        return {
          row,
          value: values[row]!,
          expected: judgement.expected[row]!,
          lo: judgement.lo[row]!,
          hi: judgement.hi[row]!,
          p,
          anomaly: p < alpha,
          kind: p < alpha ? judgement.kinds[row]! : null,
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
