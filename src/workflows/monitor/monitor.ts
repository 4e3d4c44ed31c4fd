import { expandFiles } from '../../data/bytes/expand-files.js';
import type { Reading } from '../../data/inspection.js';
import type { ReadingOptions } from '../../data/reading.js';
import { dataError, usageError } from '../../errors.js';
import { type Track, type TrackRecord, trackRecord } from '../../evaluation/scores/track-record.js';
import { bandCoverage, bandSentence } from '../../evaluation/verdicts/band-coverage.js';
import { nearest } from '../../nearest.js';
import { requireChampion } from '../../store/champion.js';
import { asTrained, checkAgainst, readingFor } from '../../store/expectations.js';
import { modelFolderOf } from '../../store/names.js';
import { listForecasts } from '../../store/past-forecasts.js';
import { readData } from '../read.js';
import type { StorePlace } from '../store.js';
import type { Observer } from '../workflow.js';
import { pastBacktest } from './past-backtest.js';

/** A score that must not pass a threshold: `mae > 5`, `coverage_80 < 0.6`, `mae@3 > 8`. */
export interface Alarm {
  readonly score: string;
  /** Steps ahead; null for all steps together. */
  readonly step: number | null;
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
  readonly track: TrackRecord;
  /** The alarms that went off, one sentence each. */
  readonly raised: readonly string[];
}

/** Errors of the level, shape and intervals that need no training to be measured. */
const SCORES = ['mae', 'rmse', 'smape', 'bias', 'coverage'];

/**
 * Published forecasts against the actuals that have arrived since.
 * @throws UserError (exit 4) when nothing that was forecast has come yet, (exit 5) when nothing serves
 */
export async function runMonitorJob(job: MonitorJob, observer: Observer): Promise<MonitorOutcome> {
  const modelFolder = modelFolderOf(job.store, job.name);
  const { document } = await requireChampion(modelFolder);
  const options = readingFor(document.expects, document.reading, job.reading);
  const reading = await readData(await expandFiles(job.files), options, observer);
  checkAgainst(document.expects, reading.panel);
  const pasts = await listForecasts(modelFolder, job.runs);
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
  const track = trackRecord(backtest, SCORES);
  const raised = job.alarms.flatMap((alarm) => raise(alarm, track));
  const own = job.alarms.some(({ score }) => score.startsWith('coverage'));
  return { reading, track, raised: [...raised, ...(own ? [] : narrowBands(track))] };
}

/** The alarm that nobody has to ask for: bands that hold less than they promise, by more than chance. */
function narrowBands({ backtest }: TrackRecord): string[] {
  const narrow = bandCoverage(backtest, backtest.results[0]!).filter(
    ({ verdict, mayBeChance }) => verdict === 'too narrow' && !mayBeChance,
  );
  const sentence = bandSentence(narrow);
  return sentence === null ? [] : [sentence];
}

function raise({ score, step, side, threshold }: Alarm, track: TrackRecord): string[] {
  const keys = track.columns.map(({ key }) => key);
  const place = keys.indexOf(score);
  if (place < 0) {
    const close = nearest(score, keys);
    throw usageError(
      `--alarm: there is no score "${score}"`,
      close.length > 0 ? `did you mean ${close.join(' or ')}?` : `there are ${keys.join(', ')}`,
    );
  }
  const value = trackAt(track, step).scores[place]!;
  const off = side === 'above' ? value > threshold : value < threshold;
  const where = step === null ? '' : ` at step ${step}`;
  return off ? [`${score}${where} is ${Number(value.toPrecision(4))}, ${side} ${threshold}`] : [];
}

function trackAt({ overall, byStep }: TrackRecord, step: number | null): Track {
  const track = step === null ? overall : byStep[step - 1];
  if (track) return track;
  throw usageError(
    `--alarm: there is no step ${step}`,
    `the published forecasts have ${byStep.length} steps`,
  );
}
