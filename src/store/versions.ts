import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { modelFileError, usageError } from '../errors.js';
import { count, flag, number, object, orElse, orNull, text } from '../models/shape.js';
import { nearest } from '../nearest.js';
import { syncFolder, writeFileAtomic } from './atomic.js';
import { disk, hasCode } from './disk.js';
import { readJson, writeJson } from './json-file.js';
import type { Lock } from './lock.js';
import type { ModelDocument } from './model-document.js';
import { decodeModel, encodeModel, readModelBytes } from './model-file.js';
import { ensureFolder, folderEntries, type ModelFolder } from './names.js';
import { damagedStore } from './store-problem.js';
import { writeProblem } from './write-problem.js';

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

const versionsFolder = ({ folder }: ModelFolder) => join(folder, 'versions');
export const versionFolder = (modelFolder: ModelFolder, version: string) =>
  join(versionsFolder(modelFolder), version);
export const modelPath = (modelFolder: ModelFolder, version: string) =>
  join(versionFolder(modelFolder, version), 'model.gatecast');
const factsPath = (modelFolder: ModelFolder, version: string) =>
  join(versionFolder(modelFolder, version), 'version.json');

/** `20261123T020000Z`: sorts by time, and no file system minds it. */
export const compactTime = (time: Date) =>
  `${time.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/**
 * Publishes a model as a new version, whole or not at all: written into a temporary folder, flushed,
 * renamed. The same model at the same second is the same version.
 */
export async function publishVersion(
  { modelFolder }: Lock,
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
  const folder = versionsFolder(modelFolder);
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
    if (!hasCode(error, 'EEXIST', 'ENOTEMPTY')) throw writeProblem(folder, error);
  }
  return version;
}

/** Ids of all versions, oldest first. */
export async function versionIds(modelFolder: ModelFolder): Promise<string[]> {
  const entries = await folderEntries(versionsFolder(modelFolder));
  return entries
    .filter((entry) => entry.isDirectory() && ID.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

/** All versions, oldest first. */
export async function listVersions(modelFolder: ModelFolder): Promise<Version[]> {
  const versions: Version[] = [];
  for (const id of await versionIds(modelFolder)) versions.push(await readVersion(modelFolder, id));
  return versions;
}

/** @throws UserError (exit 5) when it is absent or damaged */
export async function readVersion(modelFolder: ModelFolder, version: string): Promise<Version> {
  const path = factsPath(modelFolder, version);
  const facts = await readJson(path, shape);
  if (!facts) throw modelFileError(`there is no version ${version} of "${modelFolder.name}"`, LIST);
  if (facts.version !== version) throw damagedStore(path, `it speaks of ${facts.version}`);
  return facts;
}

/**
 * The model of a version.
 * @throws UserError (exit 5) when it is absent, damaged, or not the one that was published
 */
export async function readVersionModel(
  modelFolder: ModelFolder,
  version: string,
): Promise<ModelDocument> {
  const { sha256 } = await readVersion(modelFolder, version);
  const path = modelPath(modelFolder, version);
  const bytes = await readModelBytes(path);
  const model = decodeModel(bytes, path);
  if (sha256Of(bytes) !== sha256)
    throw damagedStore(path, 'it is not the model that was published');
  return model;
}

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The one version that an id, or the beginning of one, means. @throws UserError (exit 2) */
export async function findVersion(modelFolder: ModelFolder, given: string): Promise<string> {
  const ids = await versionIds(modelFolder);
  const meant = ids.filter((id) => id.startsWith(given) || id.endsWith(`-${given}`));
  const [only, ...others] = meant;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) {
    throw usageError(
      `"${given}" means several versions of "${modelFolder.name}"`,
      meant.join(', '),
    );
  }
  const close = nearest(given, ids, 1);
  throw usageError(
    `"${modelFolder.name}" has no version "${given}"`,
    close.length > 0 ? `did you mean ${close[0]}?` : LIST,
  );
}

/** Takes a version out of the list in one step, then its files. */
export async function removeVersion({ modelFolder }: Lock, version: string): Promise<void> {
  const folder = versionsFolder(modelFolder);
  const temporary = join(folder, `.${version}.${process.pid}-0.tmp`);
  try {
    await disk.rename(join(folder, version), temporary);
    await syncFolder(folder);
    await disk.rm(temporary, { recursive: true, force: true });
  } catch (error) {
    throw writeProblem(folder, error);
  }
}

const LIST = 'gatecast store list shows what there is';
