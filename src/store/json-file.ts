import { constants } from 'node:fs';
import { writeFileAtomic } from './atomic.js';
import { disk, hasCode } from './disk.js';
import { type Shape, ShapeError } from './shape.js';
import { damagedStore, readProblem, storeProblem } from './store-problem.js';
import { unpackTree } from './tree.js';

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
export async function readJson<T>(path: string, shape: Shape<T>): Promise<T | null> {
  const text = await readText(path);
  if (text === null) return null;
  try {
    return shape(unpackTree(JSON.parse(text), []), 'the document');
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ShapeError) {
      throw damagedStore(path, error.message);
    }
    throw error;
  }
}

/** Removes a file of the store; it may be gone already. */
export async function removeFile(path: string): Promise<void> {
  try {
    await disk.rm(path, { force: true });
  } catch (error) {
    throw storeProblem(path, error);
  }
}

/** Writes a JSON document, whole or not at all. */
export async function writeJson(path: string, document: unknown): Promise<void> {
  await writeFileAtomic(path, `${JSON.stringify(document, null, 2)}\n`);
}
