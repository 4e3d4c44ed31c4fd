import { join } from 'node:path';
import { UserError } from '../errors.js';
import { type Aliases, aliasesPath, aliasNames, readAliases, writeAliases } from './aliases.js';
import { isTemporary, isTemporaryOf } from './atomic.js';
import { disk } from './disk.js';
import { type Lock, lockHolder } from './lock.js';
import { folderEntries, type ModelFolder } from './names.js';
import { forecastIds, forecastsPath, readForecasts } from './past-forecasts.js';
import { readRun, runIds, runPath } from './runs.js';
import { isDamage, NewerFormatError, UnreadableError } from './store-problem.js';
import { readVersionModel, versionFolder, versionIds } from './versions.js';

/** Something in a store that should not be so. */
export interface Fault {
  /** What is wrong, in one sentence. */
  readonly problem: string;
  /** The damaged file or folder, or null when it is not there at all. */
  readonly path: string | null;
  /** False where the system refuses to read it, so that nobody knows. */
  readonly damaged: boolean;
}

/** Everything, or what a run cannot do without: the versions that an alias names. */
export type Extent = 'all' | 'serving';

/**
 * Reads what is in a modelFolder and names what is wrong; changes nothing.
 * @throws UserError (exit 5) when a later gatecast has written it
 */
export async function verifyModelFolder(
  modelFolder: ModelFolder,
  extent: Extent = 'all',
): Promise<Fault[]> {
  const faults: Fault[] = [];
  const check = async (path: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UserError) || error instanceof NewerFormatError) throw error;
      faults.push({ problem: error.message, path, damaged: isDamage(error) });
    }
  };
  const ids = await versionIds(modelFolder);
  const needed = extent === 'all' ? ids : await namedVersions(modelFolder);
  for (const id of ids.filter((each) => needed.includes(each))) {
    await check(versionFolder(modelFolder, id), () => readVersionModel(modelFolder, id));
  }
  if (extent === 'all') {
    for (const id of await runIds(modelFolder))
      await check(runPath(modelFolder, id), () => readRun(modelFolder, id));
    for (const id of await forecastIds(modelFolder)) {
      await check(forecastsPath(modelFolder, id), () => readForecasts(modelFolder, id));
    }
  }
  await check(aliasesPath(modelFolder), async () => {
    const aliases = await readAliases(modelFolder);
    for (const alias of aliasNames) {
      const id = aliases[alias];
      if (id === null || ids.includes(id)) continue;
      faults.push({
        problem: `${alias} of "${modelFolder.name}" is ${id}, which is gone`,
        path: null,
        damaged: true,
      });
    }
  });
  // A run at work has files in the making.
  const holder = await lockHolder(modelFolder);
  for (const path of await temporaries(modelFolder)) {
    if (holder && isTemporaryOf(holder.pid, path)) continue;
    faults.push({ problem: `${path} was left by a run that was stopped`, path, damaged: true });
  }
  return faults;
}

/** Damaged aliases name nothing; that they are damaged is found out elsewhere. */
async function namedVersions(modelFolder: ModelFolder): Promise<readonly (string | null)[]> {
  try {
    return Object.values(await readAliases(modelFolder));
  } catch (error) {
    if (!isDamage(error)) throw error;
    return versionIds(modelFolder);
  }
}

/**
 * Makes a modelFolder whole again: removes what stopped runs left, sets damaged files aside, and lets the
 * previous champion, or else the newest version, serve in place of one that cannot.
 * @returns what was done, one sentence each
 * @throws UserError (exit 5) when something cannot be read: it may be whole
 */
export async function repairModelFolder(lock: Lock, extent: Extent = 'all'): Promise<string[]> {
  const { modelFolder } = lock;
  const done = await sweepTemporaries(lock);
  const found = await verifyModelFolder(modelFolder, extent);
  // Whatever is to serve instead must be looked at as well.
  const faults = found.length === 0 ? found : await verifyModelFolder(modelFolder);
  const unread = faults.find(({ damaged }) => !damaged);
  if (unread)
    throw new UnreadableError(unread.problem, 'check its permissions; nothing was changed');
  for (const { path, problem } of faults) {
    if (path === null) continue;
    await setAside(path);
    done.push(`${problem}; set aside as ${path}${ASIDE}`);
  }
  const lost = faults.some(({ path }) => path === aliasesPath(modelFolder));
  const aliases = await readAliases(modelFolder);
  const mended = mend(aliases, await versionIds(modelFolder), lost);
  if (aliasNames.every((alias) => aliases[alias] === mended[alias])) return done;
  await writeAliases(lock, mended);
  return [...done, `"${modelFolder.name}": ${mended.champion ?? 'no version'} serves now`];
}

/** What is damaged is kept for people to look at, under a name that the store does not read. */
const ASIDE = '.damaged';

async function setAside(path: string): Promise<void> {
  await disk.rm(path + ASIDE, { recursive: true, force: true });
  await disk.rename(path, path + ASIDE);
}

/** @param lost - the aliases were damaged, so that some version must be chosen to serve */
function mend(aliases: Aliases, good: readonly string[], lost: boolean): Aliases {
  const kept = (id: string | null) => (id !== null && good.includes(id) ? id : null);
  const previous = kept(aliases.previous);
  // Never promoted is not damaged: a challenger that failed the bar must not begin to serve.
  const needed = lost || aliases.champion !== null;
  const champion = kept(aliases.champion) ?? (needed ? (previous ?? good.at(-1) ?? null) : null);
  return {
    champion,
    challenger: kept(aliases.challenger),
    previous: previous === champion ? null : previous,
  };
}

/** Removes what stopped runs left; the lock says that none is at work. */
async function sweepTemporaries({ modelFolder }: Lock): Promise<string[]> {
  const removed: string[] = [];
  for (const path of await temporaries(modelFolder)) {
    await disk.rm(path, { recursive: true, force: true });
    removed.push(`removed ${path}`);
  }
  return removed;
}

async function temporaries(modelFolder: ModelFolder): Promise<string[]> {
  const found: string[] = [];
  const folders = ['', 'versions', 'runs', 'forecasts', 'checkpoints', 'locks'];
  for (const folder of folders.map((name) => join(modelFolder.folder, name))) {
    for (const { name } of await folderEntries(folder)) {
      if (isTemporary(name)) found.push(join(folder, name));
    }
  }
  return found;
}
