import { charts } from '../../charts/index.js';
import { resultsReport } from '../../charts/report.js';
import { type Attribution, incompleteness } from '../../insight/attribution.js';
import { tables } from '../../tables/index.js';
import type { ExplainOutcome } from '../../workflows/explain.js';
import type { Presentation } from '../present.js';
import { readingResults, sourceNames } from './results.js';

/** What `explain` shows: what a forecast rests on. */
export function presentExplanation(outcome: ExplainOutcome, command: string): Presentation {
  const { reading, document, series, attributions, importances, effects, remarks } = outcome;
  const results = { ...readingResults(reading), attributions };
  const table = tables.get('attributions').build(results);
  return {
    document: {
      model: document.fitted.model,
      series,
      attributions: attributions.map(attributionDocument),
      importances,
      effects,
      remarks,
    },
    main: () => table[0]!,
    tables: () => table,
    remarks,
    chart: () => charts.get('attribution').draw(results)[0] ?? null,
    report: () =>
      resultsReport(results, {
        title: `What ${document.fitted.model} rests on: ${series}`,
        subtitle: sourceNames(reading),
        command,
        remarks,
      }),
  };
}

/** `contributions` by row of the lookback, the oldest first. */
const attributionDocument = (attribution: Attribution) => ({
  ...attribution,
  byLag: attribution.byLag.map(({ feature, values, spread }) => ({
    feature,
    contributions: [...values],
    ...(spread.length > 0 ? { spread: [...spread] } : {}),
  })),
  // Sizes do not add up, contributions do.
  ...(attribution.cutoffs === 1 ? { incompleteness: incompleteness(attribution) } : {}),
});
