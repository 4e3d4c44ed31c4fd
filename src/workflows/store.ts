import { UserError, usageError } from '../errors.js';
import { type Aliases, aliasNames, promote, readAliases, rollback } from '../store/aliases.js';
import { breakLock, lockHolder, withLock } from '../store/lock.js';
import type { ModelDocument } from '../store/model-document.js';
import { existingModelFolders, type ModelFolder } from '../store/names.js';
import type { Owner } from '../store/owner.js';
import { type RetentionRules, toPrune } from '../store/retention.js';
import { listRuns, type RunRecord } from '../store/runs.js';
import { type Fault, repairModelFolder, verifyModelFolder } from '../store/verify.js';
import {
  findVersion,
  listVersions,
  readVersion,
  readVersionModel,
  removeVersion,
  type Version,
} from '../store/versions.js';
import { type ByHand, recordByHand } from './by-hand.js';

/** A model's place in a store, and how long to wait for its lock. */
export interface StorePlace {
  readonly store: string;
  readonly name: string;
  /** Seconds. */
  readonly lockTimeout: number;
}

async function modelFolderAt({ store, name }: StorePlace): Promise<ModelFolder> {
  const [modelFolder] = await existingModelFolders(store, name);
  return modelFolder!;
}

/** A version as `store list` shows it. */
export interface ListedVersion extends Version {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** All versions of one name or of all, oldest first. */
export async function listStore(store: string, name?: string): Promise<ListedVersion[]> {
  const modelFolders = await existingModelFolders(store, name);
  const listed: ListedVersion[] = [];
  for (const modelFolder of modelFolders) {
    const aliases = await readAliases(modelFolder);
    for (const version of await listVersions(modelFolder)) {
      listed.push({
        name: modelFolder.name,
        ...version,
        aliases: aliasesOf(aliases, version.version),
      });
    }
  }
  return listed;
}

const aliasesOf = (aliases: Aliases, version: string) =>
  aliasNames.filter((alias) => aliases[alias] === version);

export interface ShownVersion {
  readonly facts: ListedVersion;
  readonly document: ModelDocument;
}

/** One version with its model. */
export async function showVersion(place: StorePlace, given: string): Promise<ShownVersion> {
  const modelFolder = await modelFolderAt(place);
  const version = await resolveVersion(modelFolder, given);
  const facts = await readVersion(modelFolder, version);
  const aliases = aliasesOf(await readAliases(modelFolder), version);
  const document = await readVersionModel(modelFolder, version);
  return { facts: { name: modelFolder.name, ...facts, aliases }, document };
}

async function resolveVersion(modelFolder: ModelFolder, given: string): Promise<string> {
  const alias = aliasNames.find((name) => name === given);
  if (alias === undefined) return findVersion(modelFolder, given);
  const version = (await readAliases(modelFolder))[alias];
  if (version !== null) return version;
  throw usageError(
    `"${modelFolder.name}" has no ${alias}`,
    'gatecast store list shows what there is',
  );
}

/** Lets a version serve, after its model was read whole. */
export async function promoteVersion(
  place: StorePlace,
  given: string,
  byHand: ByHand,
): Promise<Aliases> {
  return withLock(await modelFolderAt(place), place.lockTimeout, async (lock) => {
    const version = await resolveVersion(lock.modelFolder, given);
    await readVersionModel(lock.modelFolder, version);
    const aliases = await promote(lock, version);
    await recordByHand(lock, aliases, 'promoted', byHand);
    return aliases;
  });
}

/** Lets the previous champion serve again, after its model was read whole. */
export async function rollbackChampion(place: StorePlace, byHand: ByHand): Promise<Aliases> {
  return withLock(await modelFolderAt(place), place.lockTimeout, async (lock) => {
    const { previous } = await readAliases(lock.modelFolder);
    if (previous !== null) await readVersionModel(lock.modelFolder, previous);
    const aliases = await rollback(lock);
    await recordByHand(lock, aliases, 'rolled back', byHand);
    return aliases;
  });
}

/** Removes the versions that no rule keeps; with `dryRun` only names them. */
export async function pruneVersions(
  place: StorePlace,
  rules: RetentionRules,
  { now, dryRun }: { readonly now: Date; readonly dryRun: boolean },
): Promise<Version[]> {
  if (Object.values(rules).every((rule) => rule === undefined)) {
    throw usageError('prune needs a rule', 'give --keep-last, --keep-daily or --keep-within');
  }
  return withLock(await modelFolderAt(place), place.lockTimeout, async (lock) => {
    const { modelFolder } = lock;
    const doomed = toPrune(
      await listVersions(modelFolder),
      await readAliases(modelFolder),
      rules,
      now,
    );
    if (!dryRun) for (const { version } of doomed) await removeVersion(lock, version);
    return doomed;
  });
}

export interface VerifyOutcome {
  readonly name: string;
  readonly faults: readonly Fault[];
  /** What a repair did, one sentence each. */
  readonly repairs: readonly string[];
}

/** Checks every file of one name or of all; with `repair`, makes them whole first. */
export async function verifyStore(
  { store, name, lockTimeout }: Omit<StorePlace, 'name'> & { readonly name?: string | undefined },
  repair: boolean,
): Promise<VerifyOutcome[]> {
  const modelFolders = await existingModelFolders(store, name);
  const outcomes: VerifyOutcome[] = [];
  for (const modelFolder of modelFolders) {
    const repairs = repair
      ? await withLock(modelFolder, lockTimeout, (lock) => repairModelFolder(lock))
      : [];
    outcomes.push({
      name: modelFolder.name,
      faults: await verifyModelFolder(modelFolder),
      repairs,
    });
  }
  return outcomes;
}

/**
 * Takes a lock from whoever holds it, and names the holder.
 * @throws UserError (exit 6) when it may be at work and `force` is not given
 */
export async function unlockName(place: StorePlace, force: boolean): Promise<Owner | null> {
  const modelFolder = await modelFolderAt(place);
  const holder = await lockHolder(modelFolder);
  if (holder && !force) {
    throw new UserError(
      `process ${holder.pid} on ${holder.host} holds the lock of "${modelFolder.name}"`,
      'end that run first; if its machine is gone, add --force',
      6,
    );
  }
  if (holder) await breakLock(modelFolder);
  return holder;
}

/** The newest runs, newest first. */
export const storeHistory = async (place: StorePlace, limit: number): Promise<RunRecord[]> =>
  listRuns(await modelFolderAt(place), limit);
