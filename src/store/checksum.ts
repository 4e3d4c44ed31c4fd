import { createHash } from 'node:crypto';
import { disk, hasCode } from './disk.js';
import { readProblem } from './store-problem.js';

/** SHA-256 of a file as hexadecimal digits, or null when there is no such file. */
export async function fileSha256(path: string): Promise<string | null> {
  try {
    return createHash('sha256')
      .update(await disk.readFile(path))
      .digest('hex');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw readProblem(path, error);
  }
}
