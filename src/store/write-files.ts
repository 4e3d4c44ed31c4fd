import { type FileContents, writeFileAtomic } from './atomic.js';
import { makeFolders } from './folders.js';
import { writeProblem } from './write-problem.js';

/**
 * Writes files one after the other, each whole or not at all. What refers to others comes last, so
 * that a reader never finds a reference to what is not there.
 *
 * @param folder - made first where it is missing; null: the files' folders are there
 * @throws UserError (exit 2) that names the path which cannot be written
 */
export async function writeFiles(
  folder: string | null,
  files: readonly { readonly path: string; readonly contents: FileContents }[],
): Promise<void> {
  if (folder !== null) await makeFolder(folder);
  for (const { path, contents } of files) await writeFileAtomic(path, contents);
}

async function makeFolder(path: string): Promise<void> {
  try {
    await makeFolders(path);
  } catch (error) {
    throw writeProblem(path, error);
  }
}
