import { charts } from '../../charts/index.js';
import { resultsReport } from '../../charts/report.js';
import { compositionOf } from '../../models/composition.js';
import { answerLines } from '../../tables/answer/answer.js';
import { forecastDocuments } from '../../tables/forecast-documents.js';
import { tables } from '../../tables/index.js';
import type { Results } from '../../tables/results.js';
import type { ForecastOutcome } from '../../workflows/forecast.js';
import type { Presentation } from '../present.js';
import type { ShardFlags } from '../shards/shard-result.js';
import {
  backtestDocument,
  backtestResults,
  backtestShard,
  forecastsFile,
  levelTables,
  type RowsFlags,
  skippedExit,
} from './backtest.js';
import { forecastBlocks } from './blocks.js';
import { firstOf } from './chart-note.js';
import { plannedDocument, plannedTables } from './planned.js';
import { sourceNames } from './results.js';

/** Of the first model asked for. */
function compositionOfFirst({ trained }: ForecastOutcome) {
  const { request, fitted } = trained[0]!;
  return compositionOf(request.label, fitted.training);
}

/** What `forecast` shows: the answer with how far to trust it, the forecast, then what it rests on. */
export function presentForecast(
  outcome: ForecastOutcome,
  flags: RowsFlags & ShardFlags,
  command: string,
): Presentation {
  const results: Results = {
    ...backtestResults(outcome),
    forecasts: outcome.forecasts,
    ...outcome.insight,
    training: outcome.trained.flatMap(({ request, fitted }) =>
      fitted.training && fitted.training.epochs > 0
        ? [{ model: request.label, record: fitted.training }]
        : [],
    ),
  };
  const forecast = tables.get('forecast').build(results);
  const { reading } = outcome;
  const main = () => planned[0] ?? forecast[0]!;
  const planned = plannedTables(reading.panel, outcome.planned, results.formatTime);
  return {
    document: {
      ...backtestDocument(outcome),
      composition: compositionOfFirst(outcome),
      forecasts: forecastDocuments(reading.panel, outcome.forecasts),
      ...plannedDocument(reading.panel, outcome.planned),
      remarks: outcome.remarks,
    },
    main,
    shard: () => {
      const { blocks, ...shard } = backtestShard(outcome, results, flags);
      const { 'raw-text': rawText = false } = flags;
      const rows = forecastBlocks(
        reading.panel,
        main(),
        outcome.forecasts,
        outcome.planned,
        rawText,
      );
      return { ...shard, blocks: { ...blocks, output: rows } };
    },
    tables: () => [
      ...planned,
      ...forecast,
      ...tables.get('scores').build(results),
      ...levelTables(outcome),
    ],
    remarks: outcome.remarks,
    answer: () => answerLines(results),
    chart: () => charts.get('forecast').draw(results)[0] ?? null,
    ...firstOf(outcome.forecasts.length),
    report: () =>
      resultsReport(results, {
        title: `Forecast of ${reading.panel.targets.join(', ')}`,
        subtitle: sourceNames(reading),
        command,
        remarks: outcome.remarks,
      }),
    ...forecastsFile(outcome, results, flags),
    ...skippedExit(outcome),
  };
}
