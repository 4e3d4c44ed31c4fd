import { join } from 'node:path';
import { usageError } from '../errors.js';
import { object, orNull, text } from '../models/shape.js';
import { readJson, writeJson } from './json-file.js';
import type { Lock } from './lock.js';
import type { ModelFolder } from './names.js';
import type { Version } from './versions.js';

/** Which versions play which part. One file for all three, so that a promotion is one replacement. */
export interface Aliases {
  /** Serves. */
  readonly champion: string | null;
  /** The last one that was trained and did not replace the champion. */
  readonly challenger: string | null;
  /** Served before. */
  readonly previous: string | null;
}

export const aliasNames = ['champion', 'challenger', 'previous'] as const;

const shape = object<Aliases>({
  champion: orNull(text),
  challenger: orNull(text),
  previous: orNull(text),
});
const NONE: Aliases = { champion: null, challenger: null, previous: null };

export const aliasesPath = ({ folder }: ModelFolder) => join(folder, 'aliases.json');

/** All null in a store where nothing was promoted yet. @throws UserError (exit 5) when damaged */
export async function readAliases(modelFolder: ModelFolder): Promise<Aliases> {
  return (await readJson(aliasesPath(modelFolder), shape)) ?? NONE;
}

/** Replaces the aliases in one step. */
export async function writeAliases({ modelFolder }: Lock, aliases: Aliases): Promise<void> {
  await writeJson(aliasesPath(modelFolder), aliases);
}

/** Lets a version serve; the champion before it becomes the previous one. */
export async function promote(lock: Lock, version: string): Promise<Aliases> {
  const old = await readAliases(lock.modelFolder);
  if (old.champion === version) return old;
  const challenger = old.challenger === version ? null : old.challenger;
  const aliases = { champion: version, challenger, previous: old.champion };
  await writeAliases(lock, aliases);
  return aliases;
}

/**
 * Lets a baseline serve in place of a champion that is worse, and remembers the version that was not
 * good enough either. While one baseline follows another, the last trained champion stays the previous.
 */
export async function standIn(
  lock: Lock,
  fallback: Version,
  challenger: string,
  replaced: Version | null,
): Promise<void> {
  const { previous } = await readAliases(lock.modelFolder);
  await writeAliases(lock, {
    champion: fallback.version,
    challenger,
    previous: replaced?.fallback ? previous : (replaced?.version ?? null),
  });
}

/** Remembers a version that was not promoted. */
export async function setChallenger(lock: Lock, version: string): Promise<void> {
  await writeAliases(lock, { ...(await readAliases(lock.modelFolder)), challenger: version });
}

/**
 * Lets the previous champion serve again; a second time undoes the first.
 * @throws UserError (exit 2) when there is none
 */
export async function rollback(lock: Lock): Promise<Aliases> {
  const old = await readAliases(lock.modelFolder);
  if (old.previous === null) {
    throw usageError(
      `"${lock.modelFolder.name}" has no previous champion to go back to`,
      'choose a version with gatecast store promote; gatecast store list shows them',
    );
  }
  const aliases = { ...old, champion: old.previous, previous: old.champion };
  await writeAliases(lock, aliases);
  return aliases;
}
