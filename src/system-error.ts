import { constants } from 'node:os';

/** What the system has refused, in its own terms. */
export interface SystemRefusal {
  /** `ENOSPC`, also where Node has no name for it and says "Unknown system error -122". */
  readonly code: string;
  /** In words: "file too large". */
  readonly reason: string;
  readonly path: string | null;
}

/** Node has no words for these. */
const WORDS: Readonly<Record<string, string>> = {
  EDQUOT: 'the disk quota is used up',
  ESTALE: 'the network disk no longer knows the file',
};

/** The refusal of a system call, whatever the call and its code; null for every other error. */
export function systemRefusal(error: unknown): SystemRefusal | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const { code: given, errno, path } = error as NodeJS.ErrnoException;
  if (typeof given !== 'string' || !/^(E[A-Z0-9]+|Unknown system error -?\d+)$/.test(given)) {
    return null;
  }
  // Codes of Node itself, such as ERR_INVALID_ARG_TYPE, are mistakes of a program.
  const code = given.startsWith('E') ? given : (nameOf(errno) ?? given);
  const told = /^[^:]*: ([^,]*)/.exec(error.message)?.[1];
  return { code, reason: WORDS[code] ?? told ?? code, path: path ?? null };
}

const nameOf = (errno: number | undefined): string | undefined =>
  Object.entries(constants.errno).find(([, number]) => number === Math.abs(errno ?? 0))?.[0];
