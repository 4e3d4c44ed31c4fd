import { constants } from 'node:fs';
import type { StateValue } from '../models/model.js';
import { ShapeError, type Validator } from '../models/shape.js';
import { isRecord } from '../models/state.js';
import { writeFileAtomic } from './atomic.js';
import { disk, hasCode } from './disk.js';
import { damagedStore, NewerFormatError, readProblem } from './store-problem.js';
import { unpackTree } from './tree.js';
import { writeProblem } from './write-problem.js';

/** Raised whenever an older program could no longer read what this one writes; absent in format 1. */
const FORMAT = 2;
/** First version of gatecast that reads this format. */
const NEEDS = '0.1.0';

/** Not on Windows, which has no such flag. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;

/** A store's file as text, or null when there is none; a symbolic link is not followed. */
export async function readText(path: string): Promise<string | null> {
  try {
    const flag = constants.O_RDONLY | NO_FOLLOW;
    return await disk.readFile(path, { encoding: 'utf8', flag });
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw readProblem(path, error);
  }
}

/**
 * A JSON document of the store, or null when there is none.
 * @throws UserError (exit 5) when it is damaged
 */
export async function readJson<T>(path: string, shape: Validator<T>): Promise<T | null> {
  const text = await readText(path);
  if (text === null) return null;
  try {
    const document = unpackTree(JSON.parse(text), []);
    refuseNewer(path, document);
    return shape(document, 'the document');
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ShapeError) {
      throw damagedStore(path, error.message);
    }
    throw error;
  }
}

function refuseNewer(path: string, document: StateValue): void {
  if (!isRecord(document)) return;
  const { format = 1, needs } = document;
  if (typeof format !== 'number' || format <= FORMAT) return;
  throw new NewerFormatError(`"${path}"`, format, FORMAT, needs);
}

/** Removes a file of the store; it may be gone already. */
export async function removeFile(path: string): Promise<void> {
  try {
    await disk.rm(path, { force: true });
  } catch (error) {
    throw writeProblem(path, error);
  }
}

/** Writes a JSON document, whole or not at all. */
export async function writeJson(path: string, document: object): Promise<void> {
  const marked = { format: FORMAT, needs: NEEDS, ...document };
  await writeFileAtomic(path, `${JSON.stringify(marked, null, 2)}\n`);
}
