import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../errors.js';
import { disk, hasCode } from './disk.js';
import { besideLock, makeLockFile, readLockFile } from './lock-file.js';
import { isAlive, type Owner, thisProcess } from './owner.js';
import { writeProblem } from './write-problem.js';

/** How long a lock may be empty: without hard links it is, until its maker has written it. */
const WRITING_MS = 300;

/**
 * Runs `work` while no other process may work towards the same file. The lock is a file beside it that
 * names its holder; one whose holder has died is taken over.
 * @throws UserError (exit 6) that names the living holder, (exit 2) when the folder cannot be written
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  await acquire(path, lock);
  try {
    return await work();
  } finally {
    // A lock that cannot be removed ends with the process all the same.
    await disk.unlink(lock).catch(() => {});
  }
}

async function acquire(path: string, lock: string): Promise<void> {
  const self = await thisProcess();
  try {
    while (!(await makeLockFile(lock, self))) {
      const holder = (await readLockFile(lock)) ?? (await readLater(lock));
      if (holder && (await isAlive(holder))) throw heldBy(path, holder);
      await clearAway(lock);
    }
  } catch (error) {
    throw writeProblem(lock, error);
  }
}

async function readLater(lock: string): Promise<Owner | null> {
  await sleep(WRITING_MS);
  return readLockFile(lock);
}

/** Removes a dead holder's lock, unless somebody took it over meanwhile: a living one is put back. */
async function clearAway(lock: string): Promise<void> {
  const aside = besideLock(lock);
  try {
    await disk.rename(lock, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const holder = await readLockFile(aside);
  if (holder && (await isAlive(holder))) await makeLockFile(lock, holder);
  await disk.unlink(aside);
}

function heldBy(path: string, { pid, host }: Owner): UserError {
  return new UserError(
    `another run is working towards ${path} (process ${pid} on ${host})`,
    `wait until it has ended, or give another --output; if that machine is gone: remove ${path}.lock`,
    6,
  );
}
