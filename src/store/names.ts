import { join } from 'node:path';
import { usageError } from '../errors.js';
import { disk, hasCode } from './disk.js';
import { makeFolders } from './folders.js';
import { readProblem } from './store-problem.js';
import { writeProblem } from './write-problem.js';

/** One model name's part of a store: its versions, aliases, runs and locks. */
export interface ModelFolder {
  readonly name: string;
  readonly folder: string;
}

/** No separator and no leading dot: nothing of this shape leads out of the store. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** @throws UserError (exit 2) for a name that may not be */
export function modelFolderOf(store: string, name: string): ModelFolder {
  if (!NAME.test(name)) {
    throw usageError(
      `"${name}" is no name for a model in a store`,
      'use up to 64 of a-z, 0-9, ".", "_" and "-", starting with a letter or digit',
    );
  }
  return { name, folder: join(store, name) };
}

/** The names in a store, sorted; none where there is no such folder. */
export async function listModelFolders(store: string): Promise<ModelFolder[]> {
  const entries = await folderEntries(store);
  return entries
    .filter((entry) => entry.isDirectory() && NAME.test(entry.name))
    .map(({ name }) => modelFolderOf(store, name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * One name of a store, or all, where commands only look at what is there or change it.
 * @throws UserError (exit 2) where there is no such store, or no such name in it
 */
export async function existingModelFolders(store: string, name?: string): Promise<ModelFolder[]> {
  const modelFolders = await listModelFolders(store);
  if (name === undefined) {
    if (modelFolders.length === 0)
      throw usageError(`there is no model in the store ${store}`, MAKES_ONE);
    return modelFolders;
  }
  const { name: asked } = modelFolderOf(store, name);
  const found = modelFolders.filter((modelFolder) => modelFolder.name === asked);
  if (found.length > 0) return found;
  throw usageError(
    `there is no model "${name}" in the store ${store}`,
    modelFolders.length === 0
      ? MAKES_ONE
      : `there are ${modelFolders.map((modelFolder) => modelFolder.name).join(', ')}`,
  );
}

const MAKES_ONE = 'check --store; gatecast retrain makes one';

/** What is in a folder; nothing where there is none. A symbolic link in its place is refused. */
export async function folderEntries(folder: string) {
  try {
    const info = await disk.lstat(folder);
    if (info.isSymbolicLink()) throw followsNoLinks(folder);
    return await disk.readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw readProblem(folder, error);
  }
}

/** Makes a folder of the modelFolder where there is none. */
export async function ensureFolder(folder: string): Promise<void> {
  try {
    await makeFolders(folder);
    if ((await disk.lstat(folder)).isSymbolicLink()) throw followsNoLinks(folder);
  } catch (error) {
    throw writeProblem(folder, error);
  }
}

const followsNoLinks = (path: string) =>
  usageError(`${path} is a symbolic link`, 'a store holds its files itself; give the real folder');
