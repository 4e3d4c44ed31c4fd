import type { Origin } from '../data/panel/origins.js';
import type { Series } from '../data/panel/panel.js';
import type { TrainingRecord } from '../models/model.js';

/** How often the interval of the whole horizon's sum held in a backtest. */
export interface TotalsHeld {
  /** Origins all of whose steps are known. */
  readonly count: number;
  readonly levels: readonly { readonly level: number; readonly held: number }[];
}

/** One model's forecasts for all origins of a backtest. */
export interface BacktestResult {
  readonly model: string;
  readonly point: Float64Array; // (origins, horizon)
  /** One per probability of the backtest. // (probabilities) × (origins, horizon) */
  readonly quantiles: readonly Float64Array[];
  /** How often intervals of sums over the horizon held; absent without intervals. */
  readonly totals?: TotalsHeld;
  /** Of fits and forecasts; 0 for the member of a combination, whose time is in that of the whole. */
  readonly seconds: number;
  /** The combination that it was evaluated as a member of, if it was. */
  readonly memberOf?: string;
  /** Whether a network has a share in the forecasts; null where that is not known. */
  readonly network: boolean | null;
  /** Of the first fit; null when the model does not train. */
  readonly training: TrainingRecord | null;
}

/**
 * A rolling-origin evaluation. Dense arrays inside; `rows.ts` gives it as the long rows
 * {id, cutoff, step, time, model, actual, forecast, lo/hi} that files and people read.
 */
export interface Backtest {
  readonly horizon: number;
  readonly season: number;
  readonly probabilities: readonly number[];
  /** Those of them that were asked for one by one; none when absent. */
  readonly oneSided?: readonly number[];
  readonly series: readonly Series[];
  /** Of how many series these are part; absent where they are all. */
  readonly partOf?: number;
  /** Series by series, ascending in time. */
  readonly origins: readonly Origin[];
  readonly actual: Float64Array; // (origins, horizon), NaN is missing
  readonly results: readonly BacktestResult[];
}
