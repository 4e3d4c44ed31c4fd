import { StoppedError } from '../../errors.js';

/** Exit codes of a process that a signal ended: 128 plus the signal's number. */
const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

export interface Interrupt {
  readonly signal: AbortSignal;
  /** The exit code of the signal that came, or null. */
  code(): 130 | 143 | null;
  /** Gives the signals back to their default. */
  release(): void;
}

/** Work that has not ended so soon after a signal is left where it is: files appear whole or not at all. */
const GRACE_MS = 800;
/** What holds the lock of a store writes down that it was stopped. */
const GRACE_OF_STORES_MS = 5000;

/** Milliseconds that the work of a command may go on after a signal; null for as long as it needs. */
export function graceOf(flags: object): number | null {
  const set = 'set' in flags && Array.isArray(flags.set) ? flags.set.map(String) : [];
  if (set.some((text) => /(^|\.)keep-best=true$/.test(text))) return null;
  return 'store' in flags && flags.store !== undefined ? GRACE_OF_STORES_MS : GRACE_MS;
}

/**
 * Ctrl-C and SIGTERM abort the work in hand, so that it can end cleanly (or keep the best weights so
 * far, if asked); a second one ends the process at once, and so does a first one that the work does not
 * heed.
 * @param grace - milliseconds that the work may go on; null for as long as it needs
 * @param give - called before the process ends without the work's consent
 */
export function catchInterrupt(grace: number | null, give: (code: 130 | 143) => void): Interrupt {
  const controller = new AbortController();
  let code: 130 | 143 | null = null;
  let overdue: NodeJS.Timeout | undefined;

  function onSignal(name: NodeJS.Signals): void {
    const wanted = name === 'SIGTERM' ? CODES.SIGTERM : CODES.SIGINT;
    if (code !== null) process.exit(wanted);
    code = wanted;
    controller.abort(new StoppedError(wanted));
    if (grace === null) return;
    overdue = setTimeout(() => {
      give(wanted);
      process.exit(wanted);
    }, grace);
    overdue.unref();
  }
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);

  return {
    signal: controller.signal,
    code: () => code,
    release() {
      clearTimeout(overdue);
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
