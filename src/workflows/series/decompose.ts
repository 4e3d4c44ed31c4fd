import type { Reading } from '../../data/inspection.js';
import { findCommonSeason } from '../../data/panel/season.js';
import type { ReadingOptions } from '../../data/reading.js';
import { dataError } from '../../errors.js';
import {
  allowsFactors,
  type Decomposition,
  decomposeSeries,
  type Form,
} from '../../evaluation/decomposition/decompose.js';
import { naturalSeasons } from '../../models/statistical/natural-seasons.js';
import { readData } from '../read.js';
import type { Observer } from '../workflow.js';

export interface DecomposeJob {
  readonly files: readonly string[];
  readonly reading: ReadingOptions;
  /** In rows; those of frequency and data when absent. */
  readonly seasons?: readonly number[] | undefined;
  readonly form?: Form | undefined;
}

export interface DecomposeOutcome {
  readonly reading: Reading;
  readonly parts: readonly Decomposition[]; // (series)
}

/**
 * Takes every series apart.
 * @throws UserError (exit 4) for factors of values that are not all above zero
 */
export async function runDecomposeJob(
  job: DecomposeJob,
  observer: Observer,
): Promise<DecomposeOutcome> {
  const reading = await readData(job.files, { ahead: 0, ...job.reading }, observer);
  const { panel } = reading;
  const found = findCommonSeason(panel.series, panel.frequency);
  const periods = [...new Set(job.seasons ?? [found, ...naturalSeasons(panel.frequency)])]
    .filter((period) => period > 1)
    .sort((a, b) => a - b);
  const longest = Math.max(...panel.series.map(({ values }) => values.length));
  const tooLong = (job.seasons ?? []).find((period) => 3 * period > longest);
  if (tooLong !== undefined) {
    throw dataError(
      `a season of ${tooLong} rows needs ${3 * tooLong} of them: the longest series has ${longest}`,
      'give a shorter --season, or more rows',
    );
  }
  const signed = panel.series.find((series) => !allowsFactors(series));
  if (job.form === 'multiplicative' && signed) {
    throw dataError(
      `"${signed.id}" has values that are not above zero, which no factor makes`,
      'leave --form multiplicative out',
    );
  }
  observer.step?.('taking the series apart');
  const parts = panel.series.map((series) =>
    decomposeSeries(series, panel.futureNames, periods, job.form ?? null),
  );
  return { reading, parts };
}
