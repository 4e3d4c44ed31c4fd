import { visibleText } from './visible-text.js';

/** Exit codes a user's mistake or a user's data can end with; the contract's list without "our bug". */
export type UserExitCode = 2 | 3 | 4 | 5 | 6;

/**
 * The one error for people: a line that names the file, row, column or flag and the offending value,
 * a hint that says what to do, and the exit code. Both are one line without control characters, whatever
 * the data that they quote. Anything else that is thrown is our bug.
 */
export class UserError extends Error {
  readonly hint: string;
  readonly exitCode: UserExitCode;

  constructor(message: string, hint: string, exitCode: UserExitCode) {
    super(visibleText(message));
    this.name = 'UserError';
    this.hint = visibleText(hint);
    this.exitCode = exitCode;
  }
}

/** Wrong usage or configuration: exit 2. */
export const usageError = (message: string, hint: string) => new UserError(message, hint, 2);

/** The input data cannot be used: exit 4. */
export const dataError = (message: string, hint: string) => new UserError(message, hint, 4);

/** The model file cannot be used: exit 5. */
export const modelFileError = (message: string, hint: string) => new UserError(message, hint, 5);

/** A signal has ended the work: 128 plus its number. */
export class StoppedError extends Error {
  readonly exitCode: 130 | 143;

  /** @param left - what the work leaves behind */
  constructor(exitCode: 130 | 143, left = 'nothing was written') {
    super(`stopped by a signal; ${left}`);
    this.name = 'StoppedError';
    this.exitCode = exitCode;
  }
}

/** What a process that ends with this error exits with; 1 is our bug. */
export const exitCodeOf = (error: unknown): number =>
  error instanceof UserError || error instanceof StoppedError ? error.exitCode : 1;
