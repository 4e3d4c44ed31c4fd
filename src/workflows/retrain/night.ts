import { isDeepStrictEqual } from 'node:util';
import { expandFiles } from '../../data/bytes/expand-files.js';
import { isoTime } from '../../data/findings/summarize.js';
import type { Reading } from '../../data/inspection.js';
import type { Panel } from '../../data/panel/panel.js';
import { panelOfSample } from '../../data/panel/sample.js';
import { dataError, UserError } from '../../errors.js';
import { newestTime } from '../../evaluation/checks/age.js';
import { type DataFacts, recentRows } from '../../evaluation/checks/check.js';
import { type CheckResult, runChecks } from '../../evaluation/checks/index.js';
import { warning } from '../../message.js';
import type { Champion } from '../../store/champion.js';
import { checkAgainst, readingFor } from '../../store/expectations.js';
import { type Modelling, resolveModelling } from '../modelling.js';
import { readData } from '../read.js';
import { savedReading } from '../train-job.js';
import type { Observer } from '../workflow.js';
import type { RetrainJob } from './job.js';

/** The data of this night, and what they are to be used for. */
export interface Night {
  readonly files: readonly string[];
  readonly reading: Reading;
  readonly modelling: Modelling;
  readonly facts: DataFacts;
  /** Whether the champion can forecast these data. */
  readonly fits: boolean;
}

/**
 * Reads the data as the champion did: what was guessed then is firm now. With other reading flags than
 * the champion's, the flags decide, and the champion may not fit.
 * @throws UserError (exit 4) when the data are not what the champion expects
 */
export async function readNight(
  job: RetrainJob,
  champion: Champion | null,
  observer: Observer,
): Promise<Night> {
  const { horizon } = job.modelling;
  const given = { ...(horizon === undefined ? {} : { ahead: horizon }), ...job.reading };
  const document = champion?.document ?? null;
  const unchanged = document && isDeepStrictEqual(savedReading(job.reading), document.reading);
  const options = unchanged ? readingFor(document.expects, document.reading, given) : given;
  const files = await expandFiles(job.files);
  const read = await readData(files, options, observer).catch((error: unknown) => {
    throw unchanged ? asDataError(error) : error;
  });
  const panel = panelOfSample(read.panel, job.reading.sample);
  const reading = { ...read, panel };
  if (unchanged) checkAgainst(document.expects, panel);
  const modelling = resolveModelling(panel, job.modelling, job.plan);
  const sameHorizon = document?.fitted.horizon === modelling.horizon;
  return {
    files,
    reading,
    modelling,
    facts: factsOf(panel),
    fits: document !== null && sameHorizon && canForecast(champion, panel),
  };
}

/** Flags that once fitted and no longer do: it is the data that have changed. */
function asDataError(error: unknown): unknown {
  return error instanceof UserError && error.exitCode === 2
    ? dataError(
        error.message,
        `the data have changed since the champion was trained: ${error.hint}`,
      )
    : error;
}

/** Whether a panel has what a version expects. */
export function canForecast(champion: Champion | null, panel: Panel): boolean {
  if (!champion) return false;
  try {
    checkAgainst(champion.document.expects, panel);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

function factsOf(panel: Panel): DataFacts {
  const newest = newestTime(panel);
  return {
    rows: panel.series.reduce((sum, { values }) => sum + values.length, 0),
    series: panel.series.length,
    last: Number.isFinite(newest) ? String(isoTime(panel, newest)) : 'never',
  };
}

/**
 * Looks at the data for what breaks at night; what only deserves a warning becomes one.
 * @throws UserError (exit 4) for the first trouble that is to fail
 */
export function checkNight(
  { reading, modelling, facts }: Night,
  job: RetrainJob,
  before: DataFacts | null,
  observer: Observer,
): CheckResult[] {
  const { panel } = reading;
  const { season, horizon } = modelling;
  const recent = recentRows(panel, season, horizon);
  const now = job.now.getTime();
  const results = runChecks(
    { panel, season, recent, now, maxAge: job.maxAge, facts, before },
    job.severities,
  );
  for (const { check, severity, trouble } of results) {
    if (trouble !== null && severity === 'warn')
      observer.say?.(warning(`check ${check}: ${trouble}`));
  }
  const fatal = results.find(({ severity, trouble }) => severity === 'fail' && trouble !== null);
  if (!fatal) return results;
  throw dataError(
    `check ${fatal.check}: ${fatal.trouble}`,
    `mend the data, or let the check warn with --check ${fatal.check}=warn; the champion still serves`,
  );
}
