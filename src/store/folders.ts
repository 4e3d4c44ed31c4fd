import { dirname } from 'node:path';
import { disk, hasCode } from './disk.js';

/**
 * Makes a folder and those above it where they are missing. (Node's own recursive `mkdir` tells of a full
 * or read-only disk that "there is no such folder".)
 */
export async function makeFolders(path: string): Promise<void> {
  if (await isFolder(path)) return;
  try {
    await disk.mkdir(path);
  } catch (error) {
    // Another process may have been faster.
    if (hasCode(error, 'EEXIST') && (await isFolder(path))) return;
    if (!hasCode(error, 'ENOENT') || dirname(path) === path) throw error;
    await makeFolders(dirname(path));
    await disk.mkdir(path).catch(async (again: unknown) => {
      if (!(await isFolder(path))) throw again;
    });
  }
}

const isFolder = (path: string) =>
  disk.stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
