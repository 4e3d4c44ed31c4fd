import { basename, dirname, join } from 'node:path';
import { disk, hasCode } from './disk.js';
import { readText } from './json-file.js';
import { type Owner, ownerShape } from './owner.js';

/** Codes of file systems that have no hard links: FAT, some network disks. */
const NO_LINKS = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EXDEV'];
let attempts = 0;

/**
 * Makes a lock file; false when there is one. By a hard link it appears with its contents; where there
 * are none, it is made empty and then written.
 */
export async function makeLockFile(path: string, owner: Owner): Promise<boolean> {
  const temporary = besideLock(path);
  const contents = JSON.stringify(owner);
  try {
    await disk.writeFile(temporary, contents, { flag: 'wx' });
    await disk.link(temporary, path).catch((error: unknown) => {
      if (!hasCode(error, ...NO_LINKS)) throw error;
      return disk.writeFile(path, contents, { flag: 'wx' });
    });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    if (!hasCode(error, 'ENOENT')) throw error;
    // A holder's sweep took the temporary file along, unless the folder itself is gone.
    await disk.stat(dirname(path));
    return false;
  } finally {
    await disk.unlink(temporary).catch(() => {});
  }
}

/** Null for a lock that is gone or empty, and for one that a power cut left in pieces. */
export async function readLockFile(path: string): Promise<Owner | null> {
  const text = await readText(path);
  try {
    return text ? ownerShape(JSON.parse(text), 'lock') : null;
  } catch {
    return null;
  }
}

/** A name for a moment, of this process alone. */
export function besideLock(path: string): string {
  attempts += 1;
  return join(dirname(path), `.${basename(path).slice(0, 50)}.${process.pid}-${attempts}.tmp`);
}
