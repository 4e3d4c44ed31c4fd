import { modelFileError, UserError } from '../errors.js';
import { writeProblem } from './write-problem.js';

/** The system's refusal to change a store as an error for people; any other error as it is. */
export function storeProblem(path: string, error: unknown): unknown {
  const told = writeProblem(path, error);
  return told === error ? readProblem(path, error) : told;
}

/** The system's refusal to read from a store as an error for people (exit 5). */
export function readProblem(path: string, error: unknown): unknown {
  if (error instanceof UserError || !(error instanceof Error) || !('code' in error)) return error;
  return modelFileError(
    `cannot use "${path}" (${error.code})`,
    'check the disk and its permissions',
  );
}

/** True for what says that a file of the store is damaged or absent. */
export const isDamage = (error: unknown): error is UserError =>
  error instanceof UserError && error.exitCode === 5;

/** Something in the store is not what the store wrote. */
export const damagedStore = (path: string, how: string) =>
  modelFileError(`"${path}" is damaged: ${how}`, 'run gatecast store verify --repair');
