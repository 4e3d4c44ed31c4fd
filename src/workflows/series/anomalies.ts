import type { Reading } from '../../data/inspection.js';
import { findCommonSeason } from '../../data/panel/season.js';
import type { ReadingOptions } from '../../data/reading.js';
import { dataError } from '../../errors.js';
import { type JudgedRow, judgePanel } from '../../evaluation/anomalies/judge-panel.js';
import { LEAST_ROWS } from '../../evaluation/anomalies/judge-rows.js';
import { missing, warning } from '../../message.js';
import { readData } from '../read.js';
import type { Observer } from '../workflow.js';

export interface AnomaliesJob {
  readonly files: readonly string[];
  readonly reading: ReadingOptions;
  /** In rows; from frequency and data when absent. */
  readonly season?: number | undefined;
  /** Share of false alarms among the alarms. */
  readonly alpha: number;
  /** Rows at the end of each series that are new; one season when absent. */
  readonly newest?: number | undefined;
}

export interface AnomaliesOutcome {
  readonly reading: Reading;
  /** None of a series with too few rows, or of another shard. // (series) */
  readonly judged: readonly (readonly JudgedRow[])[];
  readonly alpha: number;
  readonly newest: number;
  readonly season: number;
  /** Ids of series with too few rows. */
  readonly short: readonly string[];
  /** Anomalies among the newest rows of any series. */
  readonly fresh: number;
}

/** Newest rows where there is no season to take them from. */
const NEWEST = 10;

/**
 * Judges past and new rows by what was to be expected of each, one step ahead.
 * @throws UserError (exit 4) where no series has the rows to tell what is usual
 */
export async function runAnomaliesJob(
  job: AnomaliesJob,
  observer: Observer,
): Promise<AnomaliesOutcome> {
  const reading = await readData(job.files, { ahead: 0, ...job.reading }, observer);
  const { panel } = reading;
  const season = job.season ?? findCommonSeason(panel.series, panel.frequency);
  const newest = job.newest ?? (season > 1 ? season : NEWEST);
  if (panel.pastNames.length > 0) {
    const names = panel.pastNames.map((name) => `"${name}"`).join(', ');
    observer.say?.(
      warning(`anomalies does without --past: ${names} changes nothing; --future makes an effect`),
    );
  }
  observer.step?.('judging rows');
  const judgements = judgePanel(panel, season, job.alpha, job.reading.shard);
  const short = panel.series.filter((_, s) => judgements[s] === null);
  if (job.reading.shard === undefined && short.length === panel.series.length) {
    const rows = Math.max(...panel.series.map(({ values }) => values.length));
    throw dataError(
      `${rows} rows are too few to tell what is usual`,
      `give at least ${LEAST_ROWS} rows with a value`,
    );
  }
  if (short.length > 0) {
    const named = short.slice(0, 5).map(({ id }) => `"${id}"`);
    const more = short.length > 5 ? ` and ${short.length - 5} more` : '';
    observer.say?.(
      missing(
        `not judged, for fewer than ${LEAST_ROWS} rows with a value: series ${named.join(', ')}${more}`,
      ),
    );
  }
  const judged = judgements.map((rows) => rows ?? []);
  const fresh = judged.flatMap((rows, s) => {
    const first = panel.series[s]!.values.length - newest;
    return rows.filter(({ row, anomaly }) => anomaly && row >= first);
  }).length;
  const ids = short.map(({ id }) => id);
  return { reading, judged, alpha: job.alpha, newest, season, short: ids, fresh };
}
