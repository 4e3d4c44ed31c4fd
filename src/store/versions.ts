import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { modelFileError, usageError } from '../errors.js';
import { nearest } from '../nearest.js';
import { syncFolder, writeFileAtomic } from './atomic.js';
import { disk, hasCode } from './disk.js';
import { readJson, writeJson } from './json-file.js';
import type { Lock } from './lock.js';
import type { ModelDocument } from './model-document.js';
import { decodeModel, encodeModel, readModelBytes } from './model-file.js';
import { ensureFolder, folderEntries, type Shelf } from './names.js';
import { count, flag, number, object, orElse, orNull, text } from './shape.js';
import { damagedStore, storeProblem } from './store-problem.js';

/** What is known of a version besides its model. */
export interface VersionFacts {
  /** Hash of data, config, program version and seed: what the model is a function of. */
  readonly inputs: string;
  /** Hash of the model's settings alone. */
  readonly recipe: string;
  /** Newest time that the model has learnt from: epoch milliseconds or step. */
  readonly trainedThrough: number;
  /** A baseline that serves where no trained model passes the bar. */
  readonly fallback: boolean;
  /** Version whose weights the training went on from. */
  readonly warmFrom: string | null;
}

export interface Version extends VersionFacts {
  readonly version: string;
  /** ISO 8601. */
  readonly created: string;
  readonly gatecast: string;
  readonly model: string;
  readonly bytes: number;
  readonly sha256: string;
}

const shape = object<Version>({
  version: text,
  created: text,
  gatecast: text,
  model: text,
  bytes: count,
  sha256: text,
  inputs: text,
  recipe: text,
  trainedThrough: number,
  fallback: orElse(flag, false),
  warmFrom: orElse(orNull(text), null),
});

const ID = /^\d{8}T\d{6}Z-[0-9a-f]{8}$/;

const versionsFolder = ({ folder }: Shelf) => join(folder, 'versions');
export const versionFolder = (shelf: Shelf, version: string) =>
  join(versionsFolder(shelf), version);
export const modelPath = (shelf: Shelf, version: string) =>
  join(versionFolder(shelf, version), 'model.gatecast');
const factsPath = (shelf: Shelf, version: string) =>
  join(versionFolder(shelf, version), 'version.json');

/** `20261123T020000Z`: sorts by time, and no file system minds it. */
export const compactTime = (time: Date) =>
  `${time.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/**
 * Publishes a model as a new version, whole or not at all: written into a temporary folder, flushed,
 * renamed. The same model at the same second is the same version.
 */
export async function publishVersion(
  { shelf }: Lock,
  model: ModelDocument,
  facts: VersionFacts,
  now: Date,
): Promise<Version> {
  const bytes = encodeModel(model);
  const sha256 = sha256Of(bytes);
  const version: Version = {
    version: `${compactTime(now)}-${sha256.slice(0, 8)}`,
    created: now.toISOString(),
    gatecast: model.gatecast,
    model: model.fitted.model,
    bytes: bytes.length,
    sha256,
    ...facts,
  };
  const folder = versionsFolder(shelf);
  const temporary = join(folder, `.${version.version}.${process.pid}-0.tmp`);
  await ensureFolder(folder);
  try {
    await disk.mkdir(temporary);
    await writeFileAtomic(join(temporary, 'model.gatecast'), bytes);
    await writeJson(join(temporary, 'version.json'), version);
    await disk.rename(temporary, join(folder, version.version));
    await syncFolder(folder);
  } catch (error) {
    await disk.rm(temporary, { recursive: true, force: true }).catch(() => {});
    if (!hasCode(error, 'EEXIST', 'ENOTEMPTY')) throw storeProblem(folder, error);
  }
  return version;
}

/** Ids of all versions, oldest first. */
export async function versionIds(shelf: Shelf): Promise<string[]> {
  const entries = await folderEntries(versionsFolder(shelf));
  return entries
    .filter((entry) => entry.isDirectory() && ID.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

/** All versions, oldest first. */
export async function listVersions(shelf: Shelf): Promise<Version[]> {
  const versions: Version[] = [];
  for (const id of await versionIds(shelf)) versions.push(await readVersion(shelf, id));
  return versions;
}

/** @throws UserError (exit 5) when it is absent or damaged */
export async function readVersion(shelf: Shelf, version: string): Promise<Version> {
  const path = factsPath(shelf, version);
  const facts = await readJson(path, shape);
  if (!facts) throw modelFileError(`there is no version ${version} of "${shelf.name}"`, LIST);
  if (facts.version !== version) throw damagedStore(path, `it speaks of ${facts.version}`);
  return facts;
}

/**
 * The model of a version.
 * @throws UserError (exit 5) when it is absent, damaged, or not the one that was published
 */
export async function readVersionModel(shelf: Shelf, version: string): Promise<ModelDocument> {
  const { sha256 } = await readVersion(shelf, version);
  const path = modelPath(shelf, version);
  const bytes = await readModelBytes(path);
  const model = decodeModel(bytes, path);
  if (sha256Of(bytes) !== sha256)
    throw damagedStore(path, 'it is not the model that was published');
  return model;
}

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The one version that an id, or the beginning of one, means. @throws UserError (exit 2) */
export async function findVersion(shelf: Shelf, given: string): Promise<string> {
  const ids = await versionIds(shelf);
  const meant = ids.filter((id) => id.startsWith(given) || id.endsWith(`-${given}`));
  const [only, ...others] = meant;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) {
    throw usageError(`"${given}" means several versions of "${shelf.name}"`, meant.join(', '));
  }
  const close = nearest(given, ids, 1);
  throw usageError(
    `"${shelf.name}" has no version "${given}"`,
    close.length > 0 ? `did you mean ${close[0]}?` : LIST,
  );
}

/** Takes a version out of the list in one step, then its files. */
export async function removeVersion({ shelf }: Lock, version: string): Promise<void> {
  const folder = versionsFolder(shelf);
  const temporary = join(folder, `.${version}.${process.pid}-0.tmp`);
  try {
    await disk.rename(join(folder, version), temporary);
    await syncFolder(folder);
    await disk.rm(temporary, { recursive: true, force: true });
  } catch (error) {
    throw storeProblem(folder, error);
  }
}

const LIST = 'gatecast store list shows what there is';
