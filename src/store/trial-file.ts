import { createHash } from 'node:crypto';
import type { Panel } from '../data/panel/panel.js';
import { UserError, usageError } from '../errors.js';
import type { TrialResult } from '../evaluation/search/trial.js';
import { mapOf, number, object, orNull, text } from '../models/shape.js';
import { writeFileAtomic } from './atomic.js';
import { disk, hasCode } from './disk.js';
import { readJson, writeJson } from './json-file.js';
import { writeProblem } from './write-problem.js';

/** The finished trials of a search, so that one which was killed can go on. */
interface TrialDocument {
  /** Of data and settings: results of another search are of no use. */
  readonly key: string;
  /** By rung and candidate, as `trialName` writes them. */
  readonly results: Readonly<Record<string, TrialResult>>;
}

const shape = object<TrialDocument>({
  key: text,
  results: mapOf(
    object<TrialResult>({ score: orNull(number), refusal: orNull(text), multiplyAdds: number }),
  ),
});

/** Where the trials of a search stand whose choice goes to `output`. */
export const trialFile = (output: string) => `${output}.trials.json`;

export const trialName = (rung: number, candidate: number) => `${rung}.${candidate}`;

/** SHA-256 over every number of a panel and over the settings, as hexadecimal digits. */
export function searchKey(panel: Panel, settings: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const { id, target, times, values, past, future, statics } of panel.series) {
    hash.update(JSON.stringify([id, target, values.length, times.length, statics]));
    for (const { buffer, byteOffset, byteLength } of [times, values, ...past, ...future]) {
      hash.update(new Uint8Array(buffer, byteOffset, byteLength));
    }
  }
  return hash.digest('hex');
}

/**
 * The finished trials of this very search; empty when there are none, null when those in the file are
 * another search's.
 * @throws UserError (exit 2) when the file is nothing that a search wrote
 */
export async function readTrials(
  path: string,
  key: string,
): Promise<ReadonlyMap<string, TrialResult> | null> {
  try {
    const document = await readJson(path, shape);
    if (document && document.key !== key) return null;
    return new Map(Object.entries(document?.results ?? {}));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw usageError(error.message, `remove ${path} to start the search anew`);
  }
}

/** Writes the finished trials, whole or not at all. */
export const writeTrials = (
  path: string,
  key: string,
  results: ReadonlyMap<string, TrialResult>,
): Promise<void> => writeJson(path, { key, results: Object.fromEntries(results) });

/** Writes what was chosen; the trials have then done their duty. */
export async function writeChoice(output: string, contents: string): Promise<void> {
  await writeFileAtomic(output, contents);
  await disk.unlink(trialFile(output)).catch((error: unknown) => {
    if (!hasCode(error, 'ENOENT')) throw writeProblem(trialFile(output), error);
  });
}
