import { isAbsolute, join, sep } from 'node:path';
import { modelFileError } from '../errors.js';
import { disk, hasCode } from './disk.js';
import { readProblem } from './store-problem.js';

/**
 * Reads a file that another file names, and only from inside the folder: a path that leaves it, also by
 * a symbolic link, is refused.
 *
 * @param name - relative to the folder, with forward slashes
 * @param mostBytes - a larger file is refused before it is read
 * @throws UserError (exit 5) that names the path
 */
export async function readInside(
  folder: string,
  name: string,
  mostBytes: number,
): Promise<Uint8Array> {
  const path = join(folder, name);
  if (leaves(name)) throw outside(name, folder);
  try {
    const [home, real] = [await disk.realpath(folder), await disk.realpath(path)];
    if (!real.startsWith(home.endsWith(sep) ? home : home + sep)) throw outside(name, folder);
    const { size } = await disk.stat(real);
    if (size > mostBytes) {
      throw modelFileError(
        `"${path}" has ${size} bytes, more than the ${mostBytes} it may have`,
        'check that it is the file of the model',
      );
    }
    return await disk.readFile(real);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) {
      throw modelFileError(`there is no "${path}"`, 'give the folder that holds model.json');
    }
    throw readProblem(path, error);
  }
}

/** Whether the folder has a file of this name. */
export async function folderHolds(folder: string, name: string): Promise<boolean> {
  try {
    await disk.stat(join(folder, name));
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
    throw readProblem(join(folder, name), error);
  }
}

/** Judged by its text alone, as Windows and POSIX would read it, before the disk is touched. */
const leaves = (name: string) =>
  name === '' ||
  isAbsolute(name) ||
  /[\\:\0]/.test(name) ||
  name.split('/').some((part) => part === '..');

const outside = (name: string, folder: string) =>
  modelFileError(
    `the path "${name}" leads out of "${folder}"`,
    'files of a model must lie in its folder',
  );
