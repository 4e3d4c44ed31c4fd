import { UserError, usageError } from '../errors.js';
import { systemRefusal } from '../system-error.js';

/** What the system's refusals mean and what helps. */
const REASONS: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  ENOENT: ['its folder does not exist', 'create the folder first, or give another path'],
  ENOTDIR: ['a part of its path is not a folder', 'give another path'],
  EISDIR: ['it is a folder', 'give the path of a file in it'],
  EEXIST: ['a file of that name is in the way', 'give another path'],
  EACCES: ['permission denied', 'give a path that you may write to'],
  EPERM: ['permission denied', 'give a path that you may write to'],
  EROFS: ['the disk is read-only', 'give a path on another disk'],
  ENOSPC: ['no space is left on the disk', 'make room; an existing file was left as it was'],
  EDQUOT: ['the disk quota is used up', 'make room; an existing file was left as it was'],
  ENAMETOOLONG: ['the name is too long', 'give a shorter name'],
  ELOOP: ['its symbolic links go round in a circle', 'give another path'],
  EFBIG: ['it would be larger than the system allows', 'check ulimit -f and the file system'],
  EMFILE: ['too many files are open', 'raise the limit (ulimit -n), and run it again'],
  ENFILE: ['too many files are open', 'close other programs, and run it again'],
  ESTALE: ['the network disk no longer knows its folder', 'mount the disk again'],
  EBUSY: ['another program uses it', 'close that program, and run it again'],
  EIO: ['the disk reports an error', 'check the disk; an existing file was left as it was'],
};

/** The system's refusal to write as an error for people (exit 2); any other error as it is. */
export function writeProblem(path: string, error: unknown): unknown {
  if (error instanceof UserError) return error;
  const refusal = systemRefusal(error);
  if (refusal === null) return error;
  const [reason, hint] = REASONS[refusal.code] ?? [
    `${refusal.reason} (${refusal.code})`,
    'check the disk; an existing file was left as it was',
  ];
  return usageError(`cannot write "${path}": ${reason}`, hint);
}
