import { UserError } from '../errors.js';

const LIMIT_MS = 5000;

/**
 * Tells a watchdog on the web that a run starts, succeeds or fails, as healthchecks.io and its kind
 * take it: URL/start, URL, URL/fail, with a sentence on what happened. A ping that fails never fails the run. A run that finds another
 * at work says nothing: the other one will.
 */
export async function withPings<T>(
  url: string | undefined,
  work: () => Promise<T>,
  describe: (result: T) => string,
  warn: (text: string) => void,
): Promise<T> {
  if (url === undefined) return work();
  const base = url.replace(/\/+$/, '');
  await ping(`${base}/start`, '', warn);
  try {
    const result = await work();
    await ping(base, describe(result), warn);
    return result;
  } catch (error) {
    const busy = error instanceof UserError && error.exitCode === 6;
    const message = error instanceof Error ? error.message : String(error);
    if (!busy) await ping(`${base}/fail`, message, warn);
    throw error;
  }
}

async function ping(url: string, body: string, warn: (text: string) => void): Promise<void> {
  try {
    const signal = AbortSignal.timeout(LIMIT_MS);
    const response = await fetch(url, { method: 'POST', body, signal });
    // An answer that never ends would keep the process.
    await response.body?.cancel();
    if (!response.ok) warn(`the ping to ${url} was answered with ${response.status}`);
  } catch (error) {
    warn(`the ping to ${url} failed: ${reasonOf(error)}`);
  }
}

/** The reason behind "fetch failed" is its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
