import { charts } from '../../charts/index.js';
import { resultsReport } from '../../charts/report.js';
import { answerLines } from '../../tables/answer/answer.js';
import { forecastDocuments } from '../../tables/forecast-documents.js';
import { tables } from '../../tables/index.js';
import type { PredictOutcome } from '../../workflows/predict.js';
import type { Presentation } from '../present.js';
import { readingDecisions, type ShardFlags, seriesIn } from '../shards/shard-result.js';
import { forecastBlocks } from './blocks.js';
import { firstOf } from './chart-note.js';
import { plannedDocument, plannedTables } from './planned.js';
import { readingResults, sourceNames } from './results.js';

/** What `predict` shows. */
export function presentPrediction(
  outcome: PredictOutcome,
  flags: ShardFlags,
  command: string,
): Presentation {
  const { shard, 'raw-text': rawText = false } = flags;
  const { reading, document, forecasts } = outcome;
  const results = { ...readingResults(reading), forecasts };
  const forecast = tables.get('forecast').build(results);
  const main = () => planned[0] ?? forecast[0]!;
  const planned = plannedTables(reading.panel, outcome.planned, results.formatTime);
  return {
    document: {
      horizon: forecasts[0]?.times.length ?? 0,
      model: document.fitted.model,
      forecasts: forecastDocuments(reading.panel, forecasts),
      ...plannedDocument(reading.panel, outcome.planned),
    },
    main,
    shard: () => ({
      decisions: { ...readingDecisions(reading), horizon: String(document.fitted.horizon) },
      series: seriesIn(reading, shard),
      skipped: [],
      blocks: {
        output: forecastBlocks(reading.panel, main(), forecasts, outcome.planned, rawText),
      },
    }),
    tables: () => [...forecast, ...planned],
    remarks: [],
    answer: () => answerLines(results),
    chart: () => charts.get('forecast').draw(results)[0] ?? null,
    ...firstOf(forecasts.length),
    report: () =>
      resultsReport(results, {
        title: `Forecast of ${reading.panel.targets.join(', ')}`,
        subtitle: sourceNames(reading),
        command,
        remarks: [],
      }),
  };
}
