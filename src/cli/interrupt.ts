import { StoppedError } from '../errors.js';

/** Exit codes of a process that a signal ended: 128 plus the signal's number. */
const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

export interface Interrupt {
  readonly signal: AbortSignal;
  /** The exit code of the signal that came, or null. */
  code(): 130 | 143 | null;
  /** Gives the signals back to their default. */
  release(): void;
}

/**
 * Ctrl-C and SIGTERM abort the work in hand, so that it can end cleanly (or keep the best weights so
 * far, if asked); a second one ends the process at once.
 */
export function catchInterrupt(): Interrupt {
  const controller = new AbortController();
  let code: 130 | 143 | null = null;

  function onSignal(name: NodeJS.Signals): void {
    const wanted = name === 'SIGTERM' ? CODES.SIGTERM : CODES.SIGINT;
    if (code !== null) process.exit(wanted);
    code = wanted;
    controller.abort(new StoppedError(wanted));
  }
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);

  return {
    signal: controller.signal,
    code: () => code,
    release() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
