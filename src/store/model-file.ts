import { exitCodeOf, modelFileError } from '../errors.js';
import { scalings } from '../evaluation/intervals/scalings.js';
import { models } from '../models/index.js';
import { ShapeError } from '../models/shape.js';
import { systemRefusal } from '../system-error.js';
import { writeFileAtomic } from './atomic.js';
import { decodeContainer, encodeContainer, MAGIC, startsAsModel } from './container.js';
import { disk, hasCode } from './disk.js';
import { type ModelDocument, modelDocument } from './model-document.js';
import { NewerFormatError, readProblem, UnreadableError } from './store-problem.js';
import { packTree, type TypedArray, unpackTree } from './tree.js';

/** Raised whenever a file of the last version could no longer be read by the last program. */
const FORMAT_VERSION = 1;
/** First version of gatecast that reads this format. */
const NEEDS = '0.1.0';

/**
 * Saves a model: data only, whole or not at all, the same bytes for the same contents.
 * @throws UserError (exit 2) when the path cannot be written
 */
export async function writeModelFile(path: string, contents: ModelDocument): Promise<void> {
  await writeFileAtomic(path, encodeModel(contents));
}

/** The bytes of a model file. */
export function encodeModel(contents: ModelDocument): Uint8Array {
  const { json, arrays } = packTree(contents);
  return encodeContainer({
    version: FORMAT_VERSION,
    header: { needs: NEEDS, model: json },
    arrays,
  });
}

/** @throws UserError (exit 5) when there is no such file, or it is not a whole model of a known format */
export async function readModelFile(path: string): Promise<ModelDocument> {
  return decodeModel(await readModelBytes(path), path);
}

/** Whether a file starts as a model file does; false where there is none to read. Pipes are left alone. */
export async function isModelFile(path: string): Promise<boolean> {
  const found = await disk.stat(path).catch(() => null);
  if (!found?.isFile()) return false;
  const file = await disk.open(path, 'r').catch(() => null);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(MAGIC.length), 0, MAGIC.length, 0);
    return startsAsModel(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** The bytes of a model file, whatever is in them. @throws UserError (exit 5) */
export async function readModelBytes(path: string): Promise<Uint8Array> {
  try {
    return await disk.readFile(path);
  } catch (error) {
    const reason = UNREADABLE[systemRefusal(error)?.code ?? ''];
    if (reason === undefined) throw readProblem(path, error);
    const message = `cannot read the model "${path}": ${reason}`;
    if (hasCode(error, 'EACCES', 'EPERM')) {
      throw new UnreadableError(message, 'check its permissions');
    }
    throw modelFileError(message, 'give the path that `gatecast train --output` wrote');
  }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EIO: 'the disk reports an error',
};

/** The model in these bytes; `path` is for the errors. @throws UserError (exit 5) */
export function decodeModel(bytes: Uint8Array, path: string): ModelDocument {
  const container = decodeContainer(bytes);
  if (container === 'foreign') {
    throw modelFileError(
      `"${path}" is not a gatecast model`,
      'give the path that `gatecast train --output` wrote; data files come without --model',
    );
  }
  if (container === 'damaged') throw damaged(path, 'its checksum does not match');
  const { version, header, arrays } = container;
  if (version > FORMAT_VERSION) {
    const needs = field(header, 'needs');
    throw new NewerFormatError(`the model "${path}"`, version, FORMAT_VERSION, needs);
  }
  try {
    const document = readDocument(header, arrays);
    checkState(document, path);
    return document;
  } catch (error) {
    if (error instanceof ShapeError) throw damaged(path, error.message);
    throw error;
  }
}

/**
 * Works with a model that came from a file. What its checks have let through, and still cannot be
 * forecast with, is the file's fault and no bug.
 * @throws UserError (exit 5)
 */
export async function withModelOf<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const told = exitCodeOf(error) !== 1 || systemRefusal(error) !== null;
    if (told || !(error instanceof Error)) throw error;
    throw damaged(path, error.message);
  }
}

/** @throws Error where the model's state is not one that it can forecast from */
function checkState({ fitted }: ModelDocument, path: string): void {
  if (!models.has(fitted.model)) {
    throw modelFileError(
      `the model "${path}" is a "${fitted.model}", which this gatecast does not have`,
      'update with npm i -g gatecast, or train a model with this version',
    );
  }
  try {
    models.get(fitted.model).checkState?.(fitted);
  } catch (error) {
    throw damaged(path, error instanceof Error ? error.message : String(error));
  }
}

function readDocument(header: unknown, arrays: readonly TypedArray[]): ModelDocument {
  const model = modelDocument(unpackTree(field(header, 'model'), arrays), 'model');
  const { calibration, fitted } = model;
  if (calibration) {
    const pools = Math.max(1, calibration.heads.length) * calibration.horizon;
    const known = scalings.some(({ name }) => name === calibration.scaling);
    if (
      !known ||
      calibration.residuals.length !== pools ||
      (calibration.worth !== null && calibration.worth.length !== pools) ||
      calibration.horizon !== fitted.horizon ||
      (calibration.trajectories?.errors.length ?? 0) % calibration.horizon !== 0
    ) {
      throw new ShapeError('model.calibration does not fit the model');
    }
  }
  return model;
}

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;

const damaged = (path: string, how: string) =>
  modelFileError(
    `the model "${path}" is damaged: ${how}`,
    'train it again, or take it from a backup',
  );
