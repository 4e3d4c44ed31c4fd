import { StoppedError, UserError, usageError } from '../errors.js';
import { systemRefusal } from '../system-error.js';

/** How a command ends that fails. */
export interface Failure {
  readonly message: string;
  readonly hint: string;
  readonly exitCode: number;
  readonly text: string;
}

/** @param signalCode of the signal that came meanwhile, or null */
export function describeFailure(thrown: unknown, signalCode: 130 | 143 | null): Failure {
  if (signalCode !== null) {
    const { message } = thrown instanceof StoppedError ? thrown : new StoppedError(signalCode);
    return { message, hint: '', exitCode: signalCode, text: message };
  }
  const error = fromSystem(thrown);
  if (error instanceof UserError) {
    const { message, hint, exitCode } = error;
    return { message, hint, exitCode, text: `error: ${message}\n hint: ${hint}` };
  }
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? error.stack : undefined;
  const hint = 'this is a bug in gatecast; please report it with the lines above';
  return { message, hint, exitCode: 1, text: `bug: ${stack ?? message}\n hint: ${hint}` };
}

/** A refusal of the system that nobody has described better: it is the machine's, not a bug. */
function fromSystem(error: unknown): unknown {
  const refusal = error instanceof UserError ? null : systemRefusal(error);
  if (refusal === null) return error;
  const { code, reason, path } = refusal;
  const subject = path === null ? 'the system refuses' : `cannot use "${path}"`;
  return usageError(
    `${subject}: ${reason} (${code})`,
    'check the disk, its permissions and the limits of this process (ulimit -a)',
  );
}
