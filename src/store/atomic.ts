import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { inLargeChunks } from './chunks.js';
import { disk, hasCode } from './disk.js';
import { writeProblem } from './write-problem.js';

/** What a file may be made of; an iterable of texts is written as it comes. */
export type FileContents = string | Uint8Array | Iterable<string> | AsyncIterable<string>;

/** Names of this process's own open files. (Not all of /dev: /dev/shm is a disk.) */
const STREAM = /^\/(dev\/(stdout|stderr|fd\/)|proc\/)/;

/**
 * Writes a file whole or not at all: into a temporary file of the same folder, flushed to the disk,
 * renamed over the target, and the folder flushed. A reader sees the old contents or the new ones, also
 * after a power cut. An existing file keeps its mode, a symbolic link keeps pointing to it; pipes and
 * devices such as /dev/stdout are written straight.
 *
 * @throws UserError (exit 2) that names the path, when it cannot be written
 */
export async function writeFileAtomic(path: string, contents: FileContents): Promise<void> {
  try {
    const existing = await statOrNull(path);
    // A redirected standard output is a plain file behind the device's name; its writer owns the place.
    const straight =
      STREAM.test(path) || (existing && !existing.isFile() && !existing.isDirectory());
    if (straight) await append(path, contents);
    else
      await replace(existing ? await disk.realpath(path) : path, existing?.mode ?? null, contents);
  } catch (error) {
    throw writeProblem(path, error);
  }
}

async function statOrNull(path: string) {
  try {
    return await disk.stat(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

async function append(path: string, contents: FileContents): Promise<void> {
  const file = await disk.open(path, 'a');
  try {
    await disk.writeFile(file, whole(contents) ? contents : inLargeChunks(contents));
  } finally {
    await file.close();
  }
}

async function replace(path: string, mode: number | null, contents: FileContents): Promise<void> {
  const { file, name } = await openTemporary(path);
  try {
    try {
      await disk.writeFile(file, whole(contents) ? contents : inLargeChunks(contents));
      if (mode !== null) await file.chmod(mode & 0o7777);
      await file.sync();
    } finally {
      await file.close();
    }
    await disk.rename(name, path);
  } catch (error) {
    await disk.unlink(name).catch(() => {});
    throw error;
  }
  await syncFolder(dirname(path));
}

const whole = (contents: FileContents): contents is string | Uint8Array =>
  typeof contents === 'string' || contents instanceof Uint8Array;

/** What a process that was killed may leave behind: the names of `openTemporary` and of new versions. */
export const isTemporary = (name: string) => /^\..+\.\d+-\d+\.tmp$/.test(name);

/** Whether a temporary file is the work of this process. */
export const isTemporaryOf = (pid: number, path: string) => path.includes(`.${pid}-`);

/** @throws UserError (exit 2) where the folder that a file is to be written into is not there */
export async function requireFolderOf(path: string): Promise<void> {
  try {
    await disk.stat(dirname(path));
  } catch (error) {
    throw writeProblem(path, error);
  }
}

/**
 * Removes what writers of this file that were killed have left beside it.
 * @param before - only what is older, in epoch milliseconds: where others may be at work
 * @throws UserError (exit 2)
 */
export async function sweepBeside(path: string, before = Number.POSITIVE_INFINITY): Promise<void> {
  const folder = dirname(path);
  const names = await disk.readdir(folder).catch(() => []);
  const mine = names.filter((name) => isTemporary(name) && name.startsWith(`.${stemOf(path)}.`));
  for (const name of mine) {
    const leftover = join(folder, name);
    if (before < Number.POSITIVE_INFINITY && !(await isOlder(leftover, before))) continue;
    await disk.unlink(leftover).catch((error: unknown) => {
      if (!hasCode(error, 'ENOENT')) throw writeProblem(leftover, error);
    });
  }
}

const isOlder = (path: string, time: number) =>
  disk.stat(path).then(
    ({ mtimeMs }) => mtimeMs < time,
    () => false,
  );

/** Names are at most 255 bytes; 60 characters are at most 240. */
const stemOf = (path: string) => basename(path).slice(0, 50);

/** A new file beside the target, hidden, whose name says which process left it if one ever does. */
async function openTemporary(path: string): Promise<{ file: FileHandle; name: string }> {
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
  for (let attempt = 0; ; attempt++) {
    const name = join(dirname(path), `.${stemOf(path)}.${process.pid}-${attempt}.tmp`);
    try {
      return { file: await disk.open(name, flags, 0o666), name };
    } catch (error) {
      if (!hasCode(error, 'EEXIST') || attempt === 99) throw error;
    }
  }
}

/** Makes the rename itself durable. Windows and some network disks cannot open or flush a folder. */
export async function syncFolder(path: string): Promise<void> {
  let folder: FileHandle | null = null;
  try {
    folder = await disk.open(path, constants.O_RDONLY);
    await folder.sync();
  } catch (error) {
    if (!hasCode(error, 'EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP')) throw error;
  } finally {
    await folder?.close();
  }
}
