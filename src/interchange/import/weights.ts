import { modelFileError } from '../../errors.js';
import type { Values } from '../parameters.js';
import type { WeightGroup } from './model-json.js';

/** Reads a file that the model names. */
export type ReadPart = (path: string) => Promise<Uint8Array>;

/**
 * The weights by name.
 * @throws UserError (exit 5) when the files have other sizes than the manifest says, or hold no numbers
 */
export async function readWeights(
  groups: readonly WeightGroup[],
  read: ReadPart,
): Promise<ReadonlyMap<string, Values>> {
  const byName = new Map<string, Values>();
  for (const { paths, weights } of groups) {
    const parts: Uint8Array[] = [];
    for (const path of paths) parts.push(await read(path));
    const bytes = Buffer.concat(parts);
    const sizes = weights.map(({ shape }) => shape.reduce((size, axis) => size * axis, 1));
    const expected = 4 * sizes.reduce((sum, size) => sum + size, 0);
    if (bytes.length !== expected) {
      throw damaged(`${paths.join(', ')}: ${bytes.length} bytes where model.json says ${expected}`);
    }
    let at = 0;
    for (const [i, { name, shape }] of weights.entries()) {
      const start = at;
      const data = Float32Array.from({ length: sizes[i]! }, (_, k) =>
        bytes.readFloatLE(start + 4 * k),
      );
      if (!data.every(Number.isFinite)) throw damaged(`weight "${name}" is not finite`);
      byName.set(name, { shape, data });
      at += 4 * data.length;
    }
  }
  return byName;
}

const damaged = (how: string) =>
  modelFileError(`the model's weights cannot be used: ${how}`, 'save or copy the model again');
