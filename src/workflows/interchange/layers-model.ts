import type { ReadPart } from '../../interchange/import/weights.js';
import { readInside } from '../../store/folder-files.js';

export const MODEL_JSON = 'model.json';

const MOST_JSON_BYTES = 32 * 2 ** 20;
const MOST_WEIGHT_BYTES = 2 ** 30;

/** A folder's model.json, and how to read the files of weights that it names. */
export async function openLayersModel(
  folder: string,
): Promise<{ readonly text: string; readonly readPart: ReadPart }> {
  return {
    text: await readText(folder, MODEL_JSON),
    readPart: (path) => readInside(folder, path, MOST_WEIGHT_BYTES),
  };
}

/** A JSON document of the folder. @throws UserError (exit 5) when it is not there or too large */
export async function readText(folder: string, name: string): Promise<string> {
  return new TextDecoder().decode(await readInside(folder, name, MOST_JSON_BYTES));
}
