import { join } from 'node:path';
import { UserError } from '../errors.js';
import { type Aliases, aliasesPath, aliasNames, readAliases, writeAliases } from './aliases.js';
import { isTemporary } from './atomic.js';
import { disk } from './disk.js';
import type { Lock } from './lock.js';
import { folderEntries, type Shelf } from './names.js';
import { listRuns } from './runs.js';
import { readVersionModel, versionIds } from './versions.js';

/** Something in a store that should not be so. */
export interface Fault {
  /** What is wrong, in one sentence. */
  readonly problem: string;
  /** A version that cannot serve, or null when it is something else. */
  readonly version: string | null;
}

/** Reads everything that is in a shelf and names what is wrong; changes nothing. */
export async function verifyShelf(shelf: Shelf): Promise<Fault[]> {
  const faults: Fault[] = [];
  const check = async (version: string | null, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      faults.push({ problem: error.message, version });
    }
  };
  const ids = await versionIds(shelf);
  for (const id of ids) await check(id, () => readVersionModel(shelf, id));
  await check(null, () => listRuns(shelf, Number.POSITIVE_INFINITY));
  await check(null, async () => {
    const aliases = await readAliases(shelf);
    for (const alias of aliasNames) {
      const id = aliases[alias];
      if (id === null || ids.includes(id)) continue;
      faults.push({ problem: `${alias} of "${shelf.name}" is ${id}, which is gone`, version: id });
    }
  });
  for (const path of await temporaries(shelf)) {
    faults.push({ problem: `${path} was left by a run that was stopped`, version: null });
  }
  return faults;
}

/**
 * Makes a shelf whole again: removes what stopped runs left, and lets the previous champion, or else
 * the newest good version, serve in place of a damaged one. Damaged versions stay to be looked at.
 * @returns what was done, one sentence each
 */
export async function repairShelf(lock: Lock): Promise<string[]> {
  const { shelf } = lock;
  const done = await sweepTemporaries(lock);
  const faults = await verifyShelf(shelf);
  const bad = new Set(faults.flatMap(({ version }) => (version === null ? [] : [version])));
  const good = (await versionIds(shelf)).filter((id) => !bad.has(id));
  const aliases = await readAliases(shelf).catch(() => null);
  const mended = mend(aliases, good);
  if (aliases && aliasNames.every((alias) => aliases[alias] === mended[alias])) return done;
  await writeAliases(lock, mended);
  return [...done, `${aliasesPath(shelf)}: ${mended.champion ?? 'no version'} serves now`];
}

function mend(aliases: Aliases | null, good: readonly string[]): Aliases {
  const kept = (id: string | null | undefined) => (id && good.includes(id) ? id : null);
  const previous = kept(aliases?.previous);
  // Never promoted is not damaged: a challenger that failed the bar must not begin to serve.
  const needed = aliases === null || aliases.champion !== null;
  const champion = kept(aliases?.champion) ?? (needed ? (previous ?? good.at(-1) ?? null) : null);
  return {
    champion,
    challenger: kept(aliases?.challenger),
    previous: previous === champion ? null : previous,
  };
}

/** Removes what stopped runs left; the lock says that none is at work. */
export async function sweepTemporaries({ shelf }: Lock): Promise<string[]> {
  const removed: string[] = [];
  for (const path of await temporaries(shelf)) {
    await disk.rm(path, { recursive: true, force: true });
    removed.push(`removed ${path}`);
  }
  return removed;
}

async function temporaries(shelf: Shelf): Promise<string[]> {
  const found: string[] = [];
  const folders = ['', 'versions', 'runs', 'forecasts', 'checkpoints', 'locks'];
  for (const folder of folders.map((name) => join(shelf.folder, name))) {
    for (const { name } of await folderEntries(folder)) {
      if (isTemporary(name)) found.push(join(folder, name));
    }
  }
  return found;
}
