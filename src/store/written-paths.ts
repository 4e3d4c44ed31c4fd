import { resolve } from 'node:path';
import { usageError } from '../errors.js';
import { disk } from './disk.js';

/** A file that was asked for, and the flag (or argument) that asks for it. */
export interface WrittenPath {
  readonly flag: string;
  readonly path: string;
}

/**
 * Refuses to write over what is read, and to write two things to one file.
 * @throws UserError (exit 2) that names the flag and the path
 */
export async function requireOwnPaths(
  written: readonly WrittenPath[],
  read: readonly string[],
): Promise<void> {
  if (written.length === 0) return;
  const inputs = new Set(await Promise.all(read.map(fileIdentity)));
  const writers = new Map<string, string>();
  for (const { flag, path } of written) {
    const identity = await fileIdentity(path);
    if (identity === null) continue;
    if (inputs.has(identity)) {
      throw usageError(
        `${flag}: "${path}" is read by this command and would be lost`,
        'give another path',
      );
    }
    const other = writers.get(identity);
    if (other !== undefined) {
      const both = other === flag ? `${flag} twice` : `${other} and ${flag}`;
      throw usageError(`${both}: both write "${path}"`, 'give each a path of its own');
    }
    writers.set(identity, flag);
  }
}

/** The same for every name of one file; null for pipes and devices, which many may write to. */
async function fileIdentity(path: string): Promise<string | null> {
  const found = await disk.stat(path).catch(() => null);
  if (found === null) return resolve(path);
  return found.isFile() ? `${found.dev}:${found.ino}` : null;
}
