import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../errors.js';
import { disk } from './disk.js';
import { makeLockFile, readLockFile } from './lock-file.js';
import { ensureFolder, folderEntries, type ModelFolder } from './names.js';
import { isAlive, type Owner, thisProcess } from './owner.js';
import { writeProblem } from './write-problem.js';

/**
 * The right to change a modelFolder. Locks are numbered files, and the highest number counts: it is held
 * while it names a living process. Letting go empties the file; a process that dies leaves the same
 * as one that let go, so there is one way to take over: make the next number, which only one can,
 * because a file of one name is made once. Numbers never go back, so nobody who was slow to look can take
 * over what another already has. Files below the highest number are swept away.
 */
export interface Lock {
  readonly modelFolder: ModelFolder;
  /** Who died holding the lock before; null where it was let go of. */
  readonly takenFrom: Owner | null;
  release(): Promise<void>;
}

const POLL_MS = 200;

/**
 * Takes the lock, waiting up to `timeoutSeconds` for a living holder.
 * @throws UserError (exit 6) that names the holder
 */
export async function acquireLock(modelFolder: ModelFolder, timeoutSeconds = 0): Promise<Lock> {
  await ensureFolder(locksOf(modelFolder));
  try {
    for (let waited = 0; ; waited += POLL_MS) {
      const outcome = await tryAcquire(modelFolder);
      if ('release' in outcome) return outcome;
      if (waited >= timeoutSeconds * 1000) throw heldBy(modelFolder, outcome);
      await sleep(POLL_MS);
    }
  } catch (error) {
    throw writeProblem(locksOf(modelFolder), error);
  }
}

/** Runs `work` under the lock and lets go of it whatever happens. */
export async function withLock<T>(
  modelFolder: ModelFolder,
  timeoutSeconds: number,
  work: (lock: Lock) => Promise<T>,
): Promise<T> {
  const lock = await acquireLock(modelFolder, timeoutSeconds);
  try {
    return await work(lock);
  } finally {
    await lock.release();
  }
}

/** The living holder, or null. */
export async function lockHolder(modelFolder: ModelFolder): Promise<Owner | null> {
  return livingOwner(modelFolder, await highestNumber(modelFolder));
}

/** Takes the lock from whoever holds it. For people who know that the holder is gone. */
export async function breakLock(modelFolder: ModelFolder): Promise<void> {
  const number = await highestNumber(modelFolder);
  if (number > 0) await disk.truncate(lockPath(modelFolder, number));
}

const locksOf = (modelFolder: ModelFolder) => join(modelFolder.folder, 'locks');
const lockPath = (modelFolder: ModelFolder, number: number) =>
  join(locksOf(modelFolder), String(number));

/** The lock, or who has it; of several that try at once on a free lock exactly one gets it. */
async function tryAcquire(modelFolder: ModelFolder): Promise<Lock | Owner> {
  const self = await thisProcess();
  for (;;) {
    const highest = await highestNumber(modelFolder);
    const holder = await ownerOf(modelFolder, highest);
    if (holder && (await isAlive(holder))) return holder;
    const mine = highest + 1;
    if (!(await makeLockFile(lockPath(modelFolder, mine), self))) continue;
    if (await isAlone(modelFolder, mine)) {
      await sweepBelow(modelFolder, mine);
      return { modelFolder, takenFrom: holder, release: () => release(modelFolder, mine) };
    }
    await disk.unlink(lockPath(modelFolder, mine));
  }
}

/**
 * Whether a number that was just made is the lock. A number that was already swept away can be made
 * again; then a higher one is there. And one that was made without a hard link was empty for a moment,
 * as if it were free; then a lower one is held. Of two that look at each other after they have written
 * their files at least one sees the other, so there are never two, and who steps back tries again.
 */
async function isAlone(modelFolder: ModelFolder, mine: number): Promise<boolean> {
  for (const number of await lockNumbers(modelFolder)) {
    if (number > mine) return false;
    if (number < mine && (await livingOwner(modelFolder, number))) return false;
  }
  return true;
}

async function highestNumber(modelFolder: ModelFolder): Promise<number> {
  return Math.max(0, ...(await lockNumbers(modelFolder)));
}

async function lockNumbers(modelFolder: ModelFolder): Promise<number[]> {
  const entries = await folderEntries(locksOf(modelFolder));
  return entries.filter(({ name }) => /^\d+$/.test(name)).map(({ name }) => Number(name));
}

async function livingOwner(modelFolder: ModelFolder, number: number): Promise<Owner | null> {
  const owner = await ownerOf(modelFolder, number);
  return owner && (await isAlive(owner)) ? owner : null;
}

const ownerOf = async (modelFolder: ModelFolder, number: number) =>
  number === 0 ? null : readLockFile(lockPath(modelFolder, number));

/** What stays because the disk fails does no harm: it is below the highest. */
async function sweepBelow(modelFolder: ModelFolder, number: number): Promise<void> {
  for (const lower of await lockNumbers(modelFolder)) {
    if (lower < number) await disk.unlink(lockPath(modelFolder, lower)).catch(() => {});
  }
}

/** A lock that cannot be emptied ends with the process; the work under it is done all the same. */
const release = (modelFolder: ModelFolder, number: number) =>
  disk.truncate(lockPath(modelFolder, number)).catch(() => {});

function heldBy({ name }: ModelFolder, { pid, host }: Owner): UserError {
  return new UserError(
    `another run holds the lock of "${name}" (process ${pid} on ${host})`,
    'wait with --lock-timeout SECONDS; if that machine is gone: gatecast store unlock',
    6,
  );
}
