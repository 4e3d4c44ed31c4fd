import type { Panel } from '../../data/panel/panel.js';
import type { Backtest } from '../../evaluation/backtest.js';
import { backtestPanel, type PanelBacktestJob } from '../backtest.js';
import type { Observer } from '../workflow.js';

/** Share of the rows that get a one-step forecast: what is before them is learnt from first. */
const FITTED = 0.6;
/** Times that a model learns: each time from all rows before the next part. */
const FITS = 4;

/**
 * One-step forecasts over the history, of the models asked for, each from a model that has seen nothing of
 * the row: it is trained four times, on all rows before the next part, and forecasts row after row of it.
 */
export async function fittedHistory(
  panel: Panel,
  job: PanelBacktestJob,
  observer: Observer,
): Promise<Backtest> {
  observer.step?.('forecasting the history one step ahead');
  const shortest = panel.series.reduce(
    (least, { values }) => Math.min(least, values.length),
    Number.POSITIVE_INFINITY,
  );
  const rows = Math.max(1, Math.floor(FITTED * shortest));
  const { backtest, modelling } = await backtestPanel(
    panel,
    {
      modelling: { ...job.modelling, horizon: 1 },
      plan: { testSize: rows, windows: rows, stride: 1, refit: Math.ceil(rows / FITS) },
      metrics: job.metrics,
      clock: job.clock,
      hierarchy: job.hierarchy,
    },
    // What the models had to say was said by the backtest before.
    observer.signal ? { signal: observer.signal } : {},
  );
  const asked = new Set(modelling.requests.map(({ label }) => label));
  return { ...backtest, results: backtest.results.filter(({ model }) => asked.has(model)) };
}
