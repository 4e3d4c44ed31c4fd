import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { modelFileError } from '../../errors.js';
import { PARAMETERS } from './network.js';
import { decodeWeights, type WeightFile } from './weight-file.js';

/** Copied beside the built module; npm run pretrain makes it. */
const FILE = new URL('./weights.bin', import.meta.url);

const read = new Map<string, Promise<WeightFile>>();

/**
 * The weights that ship with the package, read once a process.
 * @throws UserError (exit 5) when they are missing, damaged or of another version
 */
export function loadWeights(file: URL = FILE): Promise<WeightFile> {
  const path = fileURLToPath(file);
  const known = read.get(path) ?? readWeights(path);
  read.set(path, known);
  return known;
}

async function readWeights(path: string): Promise<WeightFile> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw modelFileError(
      `${path}, the weights of the model "pretrained", cannot be read: ${error.code ?? error.message}`,
      'install gatecast again: npm install gatecast (with -g where it was installed so)',
    );
  });
  return decodeWeights(bytes, path, PARAMETERS);
}
