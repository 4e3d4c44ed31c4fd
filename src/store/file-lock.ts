import { basename, dirname, join } from 'node:path';
import { UserError } from '../errors.js';
import { disk, hasCode } from './disk.js';
import { readText } from './json-file.js';
import { isAlive, type Owner, ownerShape, thisProcess } from './owner.js';
import { writeProblem } from './write-problem.js';

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
    while (!(await create(lock, self))) {
      const holder = await ownerOf(lock);
      if (holder && (await isAlive(holder))) throw heldBy(path, holder);
      await clearAway(lock);
    }
  } catch (error) {
    throw writeProblem(lock, error);
  }
}

/** Makes a lock that appears with its contents; false when there is one. */
async function create(lock: string, owner: Owner): Promise<boolean> {
  const temporary = besideLock(lock);
  await disk.writeFile(temporary, JSON.stringify(owner));
  try {
    await disk.link(temporary, lock);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await disk.unlink(temporary).catch(() => {});
  }
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
  const holder = await ownerOf(aside);
  if (holder && (await isAlive(holder))) await disk.link(aside, lock).catch(() => {});
  await disk.unlink(aside);
}

const besideLock = (lock: string) =>
  join(dirname(lock), `.${basename(lock).slice(0, 50)}.${process.pid}-0.tmp`);

/** Null for a lock that is gone, and for one that a power cut left in pieces. */
async function ownerOf(lock: string): Promise<Owner | null> {
  const text = await readText(lock);
  try {
    return text ? ownerShape(JSON.parse(text), 'lock') : null;
  } catch {
    return null;
  }
}

function heldBy(path: string, { pid, host }: Owner): UserError {
  return new UserError(
    `another run is working towards ${path} (process ${pid} on ${host})`,
    `wait until it has ended, or give another --output; if that machine is gone: remove ${path}.lock`,
    6,
  );
}
