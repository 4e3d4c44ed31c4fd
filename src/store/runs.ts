import { join } from 'node:path';
import type { DataFacts } from '../evaluation/checks/check.js';
import {
  listOf,
  number,
  object,
  oneOf,
  orNull,
  text,
  tree,
  type Validator,
} from '../models/shape.js';
import { readJson, removeFile, writeJson } from './json-file.js';
import type { Lock } from './lock.js';
import { ensureFolder, folderEntries, type ModelFolder } from './names.js';
import { isDamage } from './store-problem.js';
import { compactTime } from './versions.js';

/** How a run ended. */
const outcomes = [
  'promoted',
  'kept',
  'fallback',
  'nothing-to-do',
  'failed',
  /** No run: a person let another version serve. */
  'by-hand',
] as const;
export type Outcome = (typeof outcomes)[number];

/** A file that a run wrote for others. */
export interface Published {
  readonly path: string;
  readonly sha256: string;
}

/** What a run did and why, for those who look in the morning: `run.json`. */
export interface RunRecord {
  readonly run: string;
  /** ISO 8601. */
  readonly started: string;
  readonly gatecast: string;
  readonly outcome: Outcome;
  readonly exitCode: number;
  /** The decision in one sentence. */
  readonly summary: string;
  /** Hash of data, config, program version and seed; null when the data could not be read. */
  readonly inputs: string | null;
  /** Version that serves at the end. */
  readonly champion: string | null;
  /** Version that was trained or found. */
  readonly challenger: string | null;
  readonly data: DataFacts | null;
  readonly published: readonly Published[];
  /** Checks, scores, comparisons and timings in seconds, as the run's document shows them. */
  readonly details: { readonly [key: string]: unknown };
}

const record = object<RunRecord>({
  run: text,
  started: text,
  gatecast: text,
  outcome: oneOf(outcomes),
  exitCode: number,
  summary: text,
  inputs: orNull(text),
  champion: orNull(text),
  challenger: orNull(text),
  data: orNull(object<DataFacts>({ rows: number, series: number, last: text })),
  published: listOf(object<Published>({ path: text, sha256: text })),
  details: tree as Validator<{ readonly [key: string]: unknown }>,
});

const FILE = /^\d{8}T\d{6}Z-\d+\.json$/;
const runsFolder = ({ folder }: ModelFolder) => join(folder, 'runs');
export const runPath = (modelFolder: ModelFolder, run: string) =>
  join(runsFolder(modelFolder), `${run}.json`);

/** @throws UserError (exit 5) when it is damaged */
export const readRun = (modelFolder: ModelFolder, run: string) =>
  readJson(runPath(modelFolder, run), record);

/** A new run's id: its time, and a number where several start in one second. */
export async function nextRunId(modelFolder: ModelFolder, now: Date): Promise<string> {
  const time = compactTime(now);
  const same = (await runIds(modelFolder)).filter((id) => id.startsWith(time));
  return `${time}-${1 + Math.max(0, ...same.map((id) => Number(id.slice(time.length + 1))))}`;
}

/** Adds a run to the record; runs are never changed. */
export async function writeRun({ modelFolder }: Lock, run: RunRecord): Promise<void> {
  await ensureFolder(runsFolder(modelFolder));
  await writeJson(runPath(modelFolder, run.run), run);
}

/** Ids of all runs, oldest first. */
export const runIds = (modelFolder: ModelFolder) => runsIn(runsFolder(modelFolder));

/** Ids of the runs that have a file in this folder, oldest first. */
export async function runsIn(folder: string): Promise<string[]> {
  const entries = await folderEntries(folder);
  return entries
    .filter((entry) => entry.isFile() && FILE.test(entry.name))
    .map(({ name }) => name.slice(0, -'.json'.length))
    .sort(byTimeThenNumber);
}

/** The newest `limit` runs, newest first. @throws UserError (exit 5) for a damaged record */
export async function listRuns(modelFolder: ModelFolder, limit: number): Promise<RunRecord[]> {
  const ids = (await runIds(modelFolder)).reverse().slice(0, limit);
  const runs: RunRecord[] = [];
  for (const id of ids) {
    const run = await readRun(modelFolder, id);
    if (run) runs.push(run);
  }
  return runs;
}

/** The newest run that read its data and did not fail, or null. */
export const lastRun = (modelFolder: ModelFolder) =>
  newestRun(modelFolder, ({ data, outcome }) => data !== null && outcome !== 'failed');

/** What the newest run whose data passed the checks knew of them: it may have failed later, as at publishing. */
export async function lastPassedData(modelFolder: ModelFolder): Promise<DataFacts | null> {
  const passed = await newestRun(
    modelFolder,
    ({ data, outcome, details }) =>
      data !== null && (outcome !== 'failed' || details.checks !== undefined),
  );
  return passed?.data ?? null;
}

/** A damaged record tells nothing, and stops nobody. */
async function newestRun(
  modelFolder: ModelFolder,
  wanted: (run: RunRecord) => boolean,
): Promise<RunRecord | null> {
  for (const id of (await runIds(modelFolder)).reverse()) {
    const run = await readRun(modelFolder, id).catch((error: unknown) => {
      if (!isDamage(error)) throw error;
      return null;
    });
    if (run && wanted(run)) return run;
  }
  return null;
}

/** Removes all records but the newest so many. */
export async function pruneRuns({ modelFolder }: Lock, kept: number): Promise<void> {
  const ids = await runIds(modelFolder);
  const doomed = ids.slice(0, Math.max(0, ids.length - kept));
  for (const id of doomed) await removeFile(runPath(modelFolder, id));
}

function byTimeThenNumber(a: string, b: string): number {
  const [timeA = '', numberA] = a.split('-');
  const [timeB = '', numberB] = b.split('-');
  if (timeA !== timeB) return timeA < timeB ? -1 : 1;
  return Number(numberA) - Number(numberB);
}
