import type { Panel } from '../data/panel/panel.js';
import type { EngineSettings } from '../engines/engine.js';
import type { OptionSpecs, OptionValues } from '../options.js';
import type { Checkpoints } from '../training/training.js';

/** Values a state may hold: data only, so that it can be written to a file and read back. */
export type StateValue =
  | null
  | boolean
  | number
  | string
  | Float32Array
  | Float64Array
  | Int32Array
  | readonly StateValue[]
  | { readonly [key: string]: StateValue };

/** What the caller wants to know while a model is fitted; all calls come from the fitting thread. */
export type FitProgress = (event: {
  readonly epoch: number;
  readonly epochs: number;
  readonly loss: number;
  readonly validationLoss: number | null;
  readonly seconds: number;
}) => void;

/** Everything a fit may know besides the panel. */
export interface FitContext {
  /** Steps to forecast. */
  readonly horizon: number;
  /** Seasonal period in steps; 1 is "no season". */
  readonly season: number;
  /** Quantile probabilities asked for, ascending (for levels 80 and 95: 0.025 0.1 0.9 0.975). */
  readonly probabilities: readonly number[];
  /** Rows at the end of each series kept for validation (early stopping); 0 lets the model choose. */
  readonly validationSize: number;
  readonly seed: number;
  readonly options: OptionValues;
  readonly engine: EngineSettings;
  readonly onEpoch?: FitProgress;
  /** Aborts training; with `keep-best` among the options the best weights so far are returned. */
  readonly signal?: AbortSignal;
  /** Seconds from any start, for time budgets and progress; without it there is neither. */
  readonly clock?: () => number;
  /** Where a training keeps its state, to go on after a kill; models that do not iterate ignore it. */
  readonly checkpoints?: Checkpoints;
  /** An earlier fit of the same model, to go on from its weights; see `warmStarts`. */
  readonly warm?: Fitted;
  /** The fit of fewer rows whose forecasts were tested: a combination keeps to its members and shares. */
  readonly tested?: Fitted;
}

/** A forecast of one series, in the user's units. */
export interface Forecast {
  readonly point: Float64Array; // (horizon)
  /** One array per probability in `probabilities`, or empty when the model gives points only. */
  readonly quantiles: readonly Float64Array[]; // (probabilities) × (horizon)
}

/** One part of what a model forecasts. */
export interface Share {
  /** A model of the registry, or the closed form that a network stands on ("line"). */
  readonly model: string;
  /** Shares of a composition add up to 1. */
  readonly share: number;
  /** Whether a network computes it. */
  readonly network: boolean;
}

/** What training did, for `train --json` and the report; null for models that do not iterate. */
export interface TrainingRecord {
  readonly parameters: number;
  readonly windows: { readonly train: number; readonly validation: number };
  readonly epochs: number;
  readonly steps: number;
  readonly bestEpoch: number;
  readonly history: readonly {
    readonly epoch: number;
    readonly loss: number;
    readonly validationLoss: number | null;
  }[];
  /** Options as resolved: what "decide from the data" decided. */
  readonly options: OptionValues;
  /** Ids of series too short to be trained on, where there are any; they are forecast all the same. */
  readonly skipped?: readonly string[];
  /** What the forecasts consist of, largest share first, where that is more than the model itself. */
  readonly composition?: readonly Share[];
  /** Sentences for the user ("the series is short: hidden reduced to 8"). */
  readonly notes: readonly string[];
}

/** A fitted model: the type that can forecast. Only `fit` and the model file make one. */
export interface Fitted {
  readonly model: string;
  readonly horizon: number;
  readonly season: number;
  readonly probabilities: readonly number[];
  readonly state: { readonly [key: string]: StateValue };
  readonly training: TrainingRecord | null;
}

/** What a fit will take on this machine, from everything of it but the training. */
export interface DryRun {
  /** Untrained: forecasts as quickly as what training makes of it. */
  readonly fitted: Fitted;
  readonly parameters: number;
  readonly windows: { readonly train: number; readonly validation: number };
  /** At most, and where validation never improves. */
  readonly epochs: { readonly most: number; readonly least: number };
  readonly multiplyAddsPerEpoch: number;
  /** Networks of an ensemble that train at the same time. */
  readonly lanes: number;
  /** Of all but the epochs. */
  readonly startSeconds: number;
  readonly epochSeconds: number;
  /** When training ends whatever it has reached; Infinity for no limit. */
  readonly budgetSeconds: number;
}

/** A registry entry. Shared code reads these declarations and never branches on a name. */
export interface Model {
  readonly name: string;
  /** One line for `gatecast models` and the docs table. */
  readonly summary: string;
  readonly family: 'baseline' | 'statistical' | 'neural' | 'hybrid' | 'combination';
  readonly options: OptionSpecs;
  /** Always scored beside whatever was asked for. */
  readonly control: boolean;
  /** What a baseline does, for a sentence that compares with it: "repeating last week". */
  inWords?(lastSeason: string): string;
  /** True when a season of 1 makes it the same as another control, so it is left out there. */
  readonly needsSeason: boolean;
  /** True when it looks at covariates, and so needs those known in the future for all of the horizon. */
  readonly usesCovariates?: boolean;
  /**
   * True when the model's parameters are better learnt from the validation rows as well, once they have
   * served: it is fitted again with its options as resolved and no validation rows, and the errors of the
   * first fit make its intervals.
   */
  readonly refits?: boolean;
  /** Of a combination: the same members with the same shares, those that refit fitted again. */
  refit?(fitted: Fitted, panel: Panel, context: FitContext): Promise<Fitted>;
  /** True when what it forecasts for a series depends on that series alone, whatever else is in the panel. */
  readonly perSeries?: true;
  /** True when a fit can go on from the weights of an earlier one. */
  readonly warmStarts?: boolean;
  /**
   * Learns from the panel and nothing else: the caller has removed everything after the cutoff.
   * @throws UserError (exit 4) when the panel cannot carry the model, with what would help.
   */
  fit(panel: Panel, context: FitContext): Promise<Fitted>;
  /**
   * For a model that iterates: prepares a fit and trains for `seconds` of the context's clock, to say
   * how long all of it would take. Others are fitted before one could tell.
   */
  dryRun?(panel: Panel, context: FitContext, seconds: number): Promise<DryRun>;
  /** For a model that iterates: the multiply-adds that its training took. */
  multiplyAdds?(fitted: Fitted): number;
  /** For a model that is a mean of others: these, and what it makes of their forecasts. */
  readonly combination?: {
    members(fitted: Fitted): readonly Fitted[];
    /** @param forecasts - (members) × (series of the panel) */
    combine(
      fitted: Fitted,
      panel: Panel,
      forecasts: readonly (readonly Forecast[])[],
    ): readonly Forecast[];
  };
  /**
   * Looks through a state that comes from a file, where a right checksum says nothing of what somebody
   * has put there: its parts, their sizes, finite weights.
   * @throws Error where `forecast` could not work with it, or would not end
   */
  checkState?(fitted: Fitted): void;
  /**
   * Forecasts `fitted.horizon` steps after the last row of every series of `panel`, in order. Series
   * may be truncated at different cutoffs, may repeat, and may be ones that `fit` never saw.
   */
  forecast(fitted: Fitted, panel: Panel, engine: EngineSettings): Promise<readonly Forecast[]>;
}
