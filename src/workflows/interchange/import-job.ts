import type { ReadingOptions } from '../../data/reading.js';
import type { EngineSettings } from '../../engines/engine.js';

export interface ImportJob {
  /** The folder with model.json. */
  readonly folder: string;
  /** Data that the network forecasts: columns, frequency and scales come from them. */
  readonly files: readonly string[];
  readonly reading: ReadingOptions;
  /** Name of the normalizer that the network was trained behind, where no export says so; else standard. */
  readonly normalize?: string | undefined;
  readonly scope?: 'series' | 'window' | undefined;
  /** Whether covariates enter the network as they are, rather than by mean and standard deviation. */
  readonly rawCovariates: boolean;
  /** Intervals in percent, calibrated on the last rows of the data; empty for none. */
  readonly levels: readonly number[];
  readonly engine: EngineSettings;
  /** Path of the model file. */
  readonly output: string;
  /** Version of gatecast. */
  readonly version: string;
}

export interface ImportOutcome {
  readonly model: string;
  readonly lookback: number;
  readonly horizon: number;
  /** Columns that it reads beside the target. */
  readonly covariates: number;
  readonly parameters: number;
  /** Path of the model file. */
  readonly output: string;
}
