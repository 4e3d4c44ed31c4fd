import { modelFileError, UserError } from '../errors.js';
import { systemRefusal } from '../system-error.js';

/** The system's refusal to read from a store as an error for people (exit 5). */
export function readProblem(path: string, error: unknown): unknown {
  const refusal = error instanceof UserError ? null : systemRefusal(error);
  if (refusal === null) return error;
  const message = `cannot use "${path}": ${refusal.reason} (${refusal.code})`;
  const hint = 'check the disk and its permissions';
  // A disk that cannot give back what is on it has lost it.
  return refusal.code === 'EIO'
    ? modelFileError(message, hint)
    : new UnreadableError(message, hint);
}

/**
 * Made by a later gatecast. Not damage: whoever meets it must leave everything as it is.
 *
 * @param needs - the version that reads it, as the file itself says
 */
export class NewerFormatError extends UserError {
  constructor(what: string, format: number, known: number, needs: unknown) {
    super(
      `${what} has format ${format}, and this gatecast reads up to ${known}`,
      `it needs gatecast ${typeof needs === 'string' ? needs : 'of a later version'}: update with npm i -g gatecast`,
      5,
    );
  }
}

/** Refused by the system for now: permissions, too many open files. Not damage either. */
export class UnreadableError extends UserError {
  constructor(message: string, hint: string) {
    super(message, hint, 5);
  }
}

/** True for what says that a file of the store is damaged or absent. */
export const isDamage = (error: unknown): error is UserError =>
  error instanceof UserError &&
  error.exitCode === 5 &&
  !(error instanceof NewerFormatError) &&
  !(error instanceof UnreadableError);

/** Something in the store is not what the store wrote. */
export const damagedStore = (path: string, how: string) =>
  modelFileError(`"${path}" is damaged: ${how}`, 'run gatecast store verify --repair');
