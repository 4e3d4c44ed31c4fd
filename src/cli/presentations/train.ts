import { charts } from '../../charts/index.js';
import { resultsReport } from '../../charts/report.js';
import { untrainedRecord } from '../../models/closed-form.js';
import { compositionOf } from '../../models/composition.js';
import type { TrainingRecord } from '../../models/model.js';
import { tables } from '../../tables/index.js';
import { trainingTable } from '../../tables/training.js';
import type { TrainOutcome } from '../../workflows/train-job.js';
import type { Presentation } from '../present.js';
import { readingDecisions, type ShardFlags, seriesIn } from '../shards/shard-result.js';
import { type Cost, costDocument, costSentence } from './cost.js';
import { readingResults, sourceNames } from './results.js';

/** What `train` shows. */
export function presentTraining(
  outcome: TrainOutcome,
  { shard }: ShardFlags,
  command: string,
): Presentation {
  const { reading, trained } = outcome;
  const record = trained.fitted.training ?? untrainedRecord({ options: {}, notes: [] });
  const training = [{ model: trained.request.label, record }];
  const results = { ...readingResults(reading), training };
  const cost = costOf(outcome);
  return {
    document: { ...trainingDocument(outcome, record), cost: costDocument(cost) },
    cost: costSentence(cost),
    main: () => trainingTable(training),
    shard: () => ({
      decisions: {
        ...readingDecisions(reading),
        horizon: String(outcome.modelling.horizon),
        season: String(outcome.modelling.season),
      },
      series: seriesIn(reading, shard),
      skipped: record.skipped ?? [],
      blocks: {},
      model: outcome.output,
    }),
    tables: () => tables.get('training').build(results),
    remarks: [],
    chart: () => (record.epochs > 0 ? (charts.get('training').draw(results)[0] ?? null) : null),
    report: () =>
      resultsReport(results, {
        title: `Training of ${trained.request.label}`,
        subtitle: sourceNames(reading),
        command,
        remarks: record.notes,
      }),
    ...(record.skipped?.length ? { exitCode: 3 as const } : {}),
  };
}

function costOf({ trained, seconds }: TrainOutcome): Cost {
  const { fitted, request } = trained;
  return {
    parameters: fitted.training?.parameters ?? 0,
    multiplyAdds: request.model.multiplyAdds?.(fitted) ?? 0,
    seconds,
  };
}

function trainingDocument(
  { trained, modelling, output, seconds, reading, engine }: TrainOutcome,
  record: TrainingRecord,
) {
  const { windows, parameters, epochs, steps, bestEpoch, history } = record;
  return {
    model: trained.request.label,
    series: reading.panel.series.length,
    windows,
    parameters,
    training: {
      epochs,
      steps,
      seconds,
      windowsPerSecond: seconds > 0 ? Math.round((windows.train * epochs) / seconds) : null,
      threads: modelling.engine.threads,
      ...(engine && { engine }),
      bestEpoch,
      history,
    },
    composition: compositionOf(trained.request.label, trained.fitted.training),
    options: record.options,
    skipped: record.skipped ?? [],
    notes: record.notes,
    output,
  };
}
