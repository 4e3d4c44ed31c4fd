import { charts } from '../../charts/index.js';
import { resultsReport } from '../../charts/report.js';
import { tables } from '../../tables/index.js';
import type { CompareOutcome } from '../../workflows/compare.js';
import type { Presentation } from '../present.js';
import { backtestDocument, backtestResults, skippedExit } from './backtest.js';
import { sourceNames } from './results.js';

/** What `compare` shows: the costs beside the scores, and which model to use. */
export function presentComparison(outcome: CompareOutcome, command: string): Presentation {
  const { reading, costs, recommendation } = outcome;
  const results = { ...backtestResults(outcome), costs };
  const shown = tables.get('costs').build(results);
  const remarks = [recommendation.sentence, ...outcome.remarks];
  return {
    document: { ...backtestDocument(outcome), costs, recommendation, remarks: outcome.remarks },
    main: () => shown[0]!,
    tables: () => [...shown, ...tables.get('scores').build(results)],
    remarks,
    chart: () => charts.get('accuracy-cost').draw(results)[0] ?? null,
    report: () =>
      resultsReport(results, {
        title: `Models for ${reading.panel.targets.join(', ')}`,
        subtitle: sourceNames(reading),
        command,
        remarks,
      }),
    ...skippedExit(outcome),
  };
}
