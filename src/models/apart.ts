import { setImmediate } from 'node:timers/promises';
import { isMainThread, Worker } from 'node:worker_threads';
import type { Panel } from '../data/panel/panel.js';
import { UserError, type UserExitCode } from '../errors.js';
import type { FitContext, Fitted, Forecast, Model } from './model.js';

/** What the thread gets: all of a fit that is data. */
export interface ApartJob {
  readonly model: string;
  readonly panel: Panel;
  readonly context: Omit<FitContext, 'onEpoch' | 'signal' | 'clock' | 'checkpoints' | 'warm'>;
}

/** What it answers; an error for people loses its class on the way. */
export type ApartAnswer =
  | { readonly fitted: Fitted }
  | { readonly refusal: { message: string; hint: string; exitCode: UserExitCode } };

/** Rows of a panel from which on a fit may take longer than a person waits after Ctrl-C. */
const MANY_ROWS = 1500;

/** Threads cannot load TypeScript: also from source, this is what the build made. */
const WORKER_FILE = new URL('../../dist/bundle/workers/apart-worker.js', import.meta.url);

/**
 * The model, whose fits end at once when they are aborted: one that computes without a pause would not
 * let a signal through. A fit of many rows that may be aborted runs in a thread, which is given up then;
 * forecasts pause between series.
 */
export const interruptible = (model: Model): Model => ({
  ...model,
  fit: (panel, context) =>
    context.signal && isMainThread && rowsOf(panel) >= MANY_ROWS
      ? fitApart(model, panel, context, context.signal)
      : model.fit(panel, context),
  async forecast(fitted, panel, engine) {
    const made: Forecast[] = [];
    for (const series of panel.series) {
      made.push(...(await model.forecast(fitted, { ...panel, series: [series] }, engine)));
      await setImmediate();
    }
    return made;
  },
});

const rowsOf = (panel: Panel) => panel.series.reduce((sum, { values }) => sum + values.length, 0);

async function fitApart(
  model: Model,
  panel: Panel,
  context: FitContext,
  signal: AbortSignal,
): Promise<Fitted> {
  signal.throwIfAborted();
  const { onEpoch: _e, signal: _s, clock: _c, checkpoints: _k, warm: _w, ...data } = context;
  const workerData: ApartJob = { model: model.name, panel, context: data };
  const thread = new Worker(WORKER_FILE, { workerData });
  try {
    const answer = await new Promise<ApartAnswer>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', (code) => reject(new Error(`the thread of a fit ended with ${code}`)));
    });
    if ('fitted' in answer) return answer.fitted;
    const { message, hint, exitCode } = answer.refusal;
    throw new UserError(message, hint, exitCode);
  } finally {
    await thread.terminate();
  }
}
