import { expandFiles } from '../../data/expand-files.js';
import type { Reading, ReadingOptions } from '../../data/reading.js';
import { dataError, usageError } from '../../errors.js';
import type { Backtest } from '../../evaluation/backtest.js';
import { type Scores, scoreBacktest } from '../../evaluation/scores.js';
import { metrics } from '../../metrics/index.js';
import { nearest } from '../../nearest.js';
import { requireChampion } from '../../store/champion.js';
import { asTrained, checkAgainst, readingFor } from '../../store/expectations.js';
import { shelfOf } from '../../store/names.js';
import { listForecasts } from '../../store/past-forecasts.js';
import { readData } from '../read.js';
import type { StorePlace } from '../store.js';
import type { Observer } from '../workflow.js';
import { PUBLISHED, pastBacktest } from './past-backtest.js';

/** A score that must not pass a threshold: `mae > 5`, `coverage_80 < 0.6`. */
export interface Alarm {
  readonly score: string;
  readonly side: 'above' | 'below';
  readonly threshold: number;
}

export interface MonitorJob extends Omit<StorePlace, 'lockTimeout'> {
  readonly files: readonly string[];
  readonly reading: ReadingOptions;
  /** So many of the newest runs that published forecasts. */
  readonly runs: number;
  readonly alarms: readonly Alarm[];
}

export interface MonitorOutcome {
  readonly reading: Reading;
  readonly backtest: Backtest;
  readonly scores: Scores;
  /** The alarms that went off, one sentence each. */
  readonly raised: readonly string[];
}

/** Errors of the level, shape and intervals that can be told without training anything again. */
const SCORES = ['mae', 'rmse', 'smape', 'bias', 'coverage'];

/**
 * Published forecasts against the actuals that have arrived since.
 * @throws UserError (exit 4) when nothing that was forecast has come yet, (exit 5) when nothing serves
 */
export async function runMonitorJob(job: MonitorJob, observer: Observer): Promise<MonitorOutcome> {
  const shelf = shelfOf(job.store, job.name);
  const { document } = await requireChampion(shelf);
  const options = readingFor(document.expects, document.reading, job.reading);
  const reading = await readData(await expandFiles(job.files), options, observer);
  checkAgainst(document.expects, reading.panel);
  const pasts = await listForecasts(shelf, job.runs);
  const backtest = pastBacktest(
    asTrained(document.expects, reading.panel),
    pasts,
    document.fitted.season,
  );
  if (backtest.actual.every(Number.isNaN)) {
    throw dataError(
      `nothing of what "${job.name}" has forecast has come yet`,
      'run gatecast monitor when the next rows are there',
    );
  }
  const scores = scoreBacktest(
    backtest,
    SCORES.filter((name) => metrics.has(name)),
  );
  return { reading, backtest, scores, raised: job.alarms.flatMap((alarm) => raise(alarm, scores)) };
}

function raise({ score, side, threshold }: Alarm, { columns, models }: Scores): string[] {
  const keys = columns.map(({ key }) => key);
  const place = keys.indexOf(score);
  if (place < 0) {
    const close = nearest(score, keys);
    throw usageError(
      `--alarm: there is no score "${score}"`,
      close.length > 0 ? `did you mean ${close.join(' or ')}?` : `there are ${keys.join(', ')}`,
    );
  }
  const value = models.find(({ model }) => model === PUBLISHED)!.overall[place]!;
  const off = side === 'above' ? value > threshold : value < threshold;
  return off ? [`${score} is ${Number(value.toPrecision(4))}, ${side} ${threshold}`] : [];
}
