import type { Backtest } from '../backtest.js';
import type { Scores } from './scores.js';

/** A line of `scores` in the JSON documents: `id` is null over all series; undefined scores are null. */
export type ScoreDocument = { readonly [key: string]: string | number | boolean | null };

/** Scores over all first, then by series where there are several. */
export function scoreDocuments(backtest: Backtest, scores: Scores): ScoreDocument[] {
  const keys = scores.columns.map((column) => column.key);
  const severalTargets = new Set(backtest.series.map((series) => series.target)).size > 1;
  const document = (face: ScoreDocument, values: readonly number[]) => ({
    ...face,
    ...Object.fromEntries(keys.map((key, c) => [key, finiteOrNull(values[c]!)])),
  });
  const networks = new Map(backtest.results.map(({ model, network }) => [model, network]));
  const overall = scores.models.map(({ model, overall }) =>
    document({ model, id: null, network: networks.get(model) ?? null }, overall),
  );
  if (backtest.series.length === 1) return overall;
  const bySeries = scores.models.flatMap(({ model, bySeries }) =>
    bySeries.map((values, s) => {
      const { id, target } = backtest.series[s]!;
      const network = networks.get(model) ?? null;
      return document(
        severalTargets ? { model, id, target, network } : { model, id, network },
        values,
      );
    }),
  );
  return [...overall, ...bySeries];
}

/** A number as JSON has it: null where it is undefined or infinite. */
export const finiteOrNull = (value: number) => (Number.isFinite(value) ? value : null);
