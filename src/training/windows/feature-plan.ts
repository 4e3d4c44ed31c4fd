import type { CalendarName } from '../../data/reading.js';
import type { NormalizerState } from '../../normalizers/normalizer.js';

/** A centre and a spread. */
export interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/** What was learnt of one series' scale, by its key (id and target). */
export interface SeriesScale {
  readonly key: string;
  /** Of the target's known values, in the user's units. */
  readonly level: Spread;
  /** See `naiveError`. */
  readonly naiveError: number;
  /** Of the normalizer, when its scope is the series. */
  readonly state: NormalizerState;
  /** Of each past covariate, then of each future covariate. */
  readonly covariates: readonly Spread[];
}

/**
 * How rows become numbers for a network. Fitted on the training part; plain data, so that a model
 * file holds it and a forecast repeats it exactly.
 */
export interface FeaturePlan {
  readonly lookback: number;
  readonly horizon: number;
  /** In steps; 1 is none. */
  readonly season: number;
  readonly normalizer: string;
  readonly scope: 'series' | 'window';
  /** What errors are measured in: naive errors, as in MASE, or standard deviations. */
  readonly unit: 'naive-error' | 'deviation';
  /** Whether it sees how far the series stands from its long-run mean; see `returnsToMean`. */
  readonly level: boolean;
  /** Calendar features of the steps ahead. */
  readonly calendar: readonly CalendarName[];
  /** Whether the network sees which values of the lookback were missing. */
  readonly masked: boolean;
  readonly pastNames: readonly string[];
  readonly futureNames: readonly string[];
  /** Values seen of each attribute (statics, then the target's column); others are encoded as zeros. */
  readonly statics: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly scales: readonly SeriesScale[];
}

/** Sizes of the inputs that a plan gives; see `NetworkLayout`. */
export interface InputSizes {
  readonly covariates: number;
  readonly known: number;
  readonly origin: number;
  readonly statics: number;
}
