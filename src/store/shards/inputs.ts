import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { dataError } from '../../errors.js';
import { systemRefusal } from '../../system-error.js';
import type { ShardInputs } from './sidecar.js';

/** Bytes that are looked at at the beginning and at the end of a file. */
const LOOKED_AT = 256 * 1024;
const NAMED = 20;

/**
 * Tells files from others by their names, sizes, beginnings and ends.
 * @throws UserError (exit 4) for a file that cannot be read
 */
export async function fingerprint(paths: readonly string[]): Promise<ShardInputs> {
  const contents = createHash('sha256');
  const times = createHash('sha256');
  let bytes = 0;
  for (const path of paths) {
    try {
      const { size, mtimeMs } = await stat(path);
      contents.update(`${basename(path)}\n${size}\n`);
      times.update(`${mtimeMs}\n`);
      bytes += size;
      const file = await open(path);
      try {
        for (const from of [0, Math.max(0, size - LOOKED_AT)]) {
          const { buffer, bytesRead } = await file.read(
            Buffer.alloc(LOOKED_AT),
            0,
            LOOKED_AT,
            from,
          );
          contents.update(buffer.subarray(0, bytesRead));
        }
      } finally {
        await file.close();
      }
    } catch (error) {
      const refusal = systemRefusal(error);
      if (refusal === null) throw error;
      throw dataError(
        `${path} cannot be read: ${refusal.reason} (${refusal.code})`,
        'check the path',
      );
    }
  }
  return {
    names: paths.slice(0, NAMED).map((path) => basename(path)),
    bytes,
    sha256: contents.digest('hex'),
    modified: times.digest('hex'),
  };
}
