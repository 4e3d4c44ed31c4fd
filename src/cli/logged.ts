import { exitCodeOf } from '../errors.js';
import { isWarning, lineOf, warning } from '../message.js';
import { type Log, openLog } from '../store/log-file.js';
import type { Observer } from '../workflows/workflow.js';

/**
 * Runs work whose every step and message, and whose end, is also a line of a log file. A log
 * that cannot be written is a warning.
 */
export async function withLog<T>(
  path: string | undefined,
  observer: Observer,
  work: (observer: Observer) => Promise<T>,
  describe: (result: T) => Readonly<Record<string, unknown>>,
): Promise<T> {
  if (path === undefined) return work(observer);
  const log = openLog(path, () => new Date());
  log.write('info', 'start', { pid: process.pid });
  try {
    const result = await work(loggedObserver(observer, log));
    log.write('info', 'end', describe(result));
    return result;
  } catch (error) {
    const reason = observer.signal?.aborted ? observer.signal.reason : error;
    const text = reason instanceof Error ? reason.message : String(reason);
    log.write('error', 'end', { text, exitCode: exitCodeOf(reason) });
    throw error;
  } finally {
    const problem = await log.flush();
    if (problem !== null) observer.say?.(warning(`the log is not written: ${problem}`));
  }
}

const loggedObserver = (observer: Observer, log: Log): Observer => ({
  ...observer,
  step(text) {
    log.write('info', 'step', { text });
    observer.step?.(text);
  },
  say(message) {
    const { text } = message;
    if (isWarning(message)) log.write('warning', 'warning', { text });
    else log.write('info', 'remark', { text: lineOf(message) });
    observer.say?.(message);
  },
});
