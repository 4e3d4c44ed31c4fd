import type { OptionSpecs, OptionValues } from '../options.js';
import type { LossSpec, NetworkSpec } from './spec.js';

/** What a network is built for: sizes of its inputs, steps ahead, and how it is judged. */
export interface NetworkLayout {
  readonly lookback: number;
  readonly horizon: number;
  /** Channels beside the target in each row of the lookback (covariates, "was missing"). */
  readonly covariates: number;
  /** Features of each step ahead (calendar, covariates known in the future). */
  readonly known: number;
  /** Features of the moment of forecasting (calendar of the first step ahead, level). */
  readonly origin: number;
  /** Static attributes, one-hot. */
  readonly statics: number;
  /** Whether a linear map of the window, fitted in closed form, is part of the output. */
  readonly line: boolean;
  readonly loss: LossSpec;
}

/** Numbers a network gives for each step ahead: one, or one a quantile. */
export const outputsPerStep = (loss: LossSpec) =>
  loss.kind === 'pinball' ? loss.probabilities.length : 1;

/** What a network wants to be decided by default, before the data have their say. */
export interface NetworkDefaults {
  /** Units of the recurrent layers, or the width of the model. */
  readonly hidden: number;
  readonly dropout: number;
  readonly learningRate: number;
  /** Training windows from which on it does better without a linear map beside it. */
  readonly aloneFrom: number;
}

/** In rows. */
export interface WindowSize {
  readonly lookback: number;
  readonly season: number;
}

/** A registry entry: a family of networks, built to measure as plain JSON. */
export interface NetworkFamily {
  readonly name: string;
  readonly summary: string;
  /** Options of the architecture; those of training are the model's. */
  readonly options: OptionSpecs;
  readonly defaults: NetworkDefaults;
  /** Name of the option that says how many rows one step of the network reads at once. */
  readonly patchOption: string;
  /** That number, decided; the lookback is made a multiple of it. */
  patch(options: OptionValues, window: WindowSize): number;
  /**
   * Inputs are named as in `inputs.ts`. The output is the deviation from the window's last value, in
   * units of the window's naive error (see `WindowScale`). // (horizon × outputs per step)
   */
  build(layout: NetworkLayout, options: OptionValues): NetworkSpec;
}
