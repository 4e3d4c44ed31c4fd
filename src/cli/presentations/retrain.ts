import { charts } from '../../charts/index.js';
import { resultsReport } from '../../charts/report.js';
import { forecastDocuments } from '../../tables/forecast-documents.js';
import { tables } from '../../tables/index.js';
import { factsTable } from '../../tables/store.js';
import { fallbackRemark } from '../../workflows/fallback-remark.js';
import type { RetrainOutcome, Serving } from '../../workflows/retrain/job.js';
import type { Presentation } from '../present.js';
import { readingResults } from './results.js';
import { presentTable } from './store.js';

/** The forecasts of the version that serves, for the files of `--publish`. */
export function presentServing(serving: Serving, command: string): Presentation {
  const { reading, forecasts, version, model, fallback } = serving;
  const remarks = fallback ? [fallbackRemark(model)] : [];
  const results = { ...readingResults(reading), forecasts };
  const forecast = tables.get('forecast').build(results);
  return {
    document: { version, model, fallback, forecasts: forecastDocuments(reading.panel, forecasts) },
    main: () => forecast[0]!,
    tables: () => forecast,
    remarks,
    chart: () => charts.get('forecast').draw(results)[0] ?? null,
    report: () =>
      resultsReport(results, {
        title: `Forecast of ${reading.panel.targets.join(', ')}`,
        subtitle: `${model}, version ${version}`,
        command,
        remarks,
      }),
  };
}

/** What `retrain` shows: the decision in a table; exit 3 when no new model serves. */
export function presentRetraining({ record, serving }: RetrainOutcome): Presentation {
  const { run, outcome, summary, champion, challenger, data, published } = record;
  const table = factsTable('Run', {
    run,
    outcome,
    summary,
    champion,
    challenger,
    rows: data?.rows ?? null,
    'newest value': data?.last ?? null,
    published: published.map(({ path }) => path).join(' '),
  });
  const forecasts = serving ? forecastDocuments(serving.reading.panel, serving.forecasts) : [];
  const presentation = presentTable(table, {
    ...record,
    fallback: serving?.fallback ?? false,
    forecasts,
  });
  return record.exitCode === 3 ? { ...presentation, exitCode: 3 } : presentation;
}

/** What `retrain --dry-run` shows. */
export const presentPlan = (sentences: readonly string[]): Presentation =>
  presentTable(
    {
      title: 'Dry run',
      columns: [{ label: 'plan', align: 'left' }],
      rows: sentences.map((sentence) => [sentence]),
    },
    { dryRun: true, plan: sentences },
  );
