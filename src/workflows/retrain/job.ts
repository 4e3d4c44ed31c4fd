import type { Reading } from '../../data/inspection.js';
import type { ReadingOptions } from '../../data/reading.js';
import type { PlanRequest } from '../../evaluation/backtest/plan.js';
import type { Severity } from '../../evaluation/checks/check.js';
import type { RetentionRules } from '../../store/retention.js';
import type { Published, RunRecord } from '../../store/runs.js';
import type { SeriesForecast } from '../../tables/results.js';
import type { ModellingRequest } from '../modelling.js';
import type { StorePlace } from '../store.js';
import type { Gates } from './decide.js';

/** What serves and what it says. */
export interface Serving {
  readonly reading: Reading;
  readonly version: string;
  readonly model: string;
  /** A baseline serves, because no trained model passes the bar. */
  readonly fallback: boolean;
  readonly forecasts: readonly SeriesForecast[];
}

export interface RetrainJob extends StorePlace {
  /** Paths and patterns such as `data/*.csv`. */
  readonly files: readonly string[];
  readonly reading: ReadingOptions;
  readonly modelling: ModellingRequest;
  readonly plan: Omit<PlanRequest, 'horizon'>;
  /** Seconds that the newest value may be old; null for any age. */
  readonly maxAge: number | null;
  /** What a check does where it is not what the check itself says. */
  readonly severities: ReadonlyMap<string, Severity>;
  readonly gates: Gates;
  readonly retention: RetentionRules;
  /** Records of runs, and forecasts, that stay in the store. */
  readonly keepRuns: number;
  /** Start from the champion's weights where the network is the same. */
  readonly warm: boolean;
  /** Train and judge even where nothing is new. */
  readonly force: boolean;
  /** Files that `publish` writes; a run that finds one gone has something to do. */
  readonly outputs: readonly string[];
  /** Writes the forecasts for others, each file whole or not at all. */
  readonly publish: (serving: Serving) => Promise<readonly Published[]>;
  /** Version of gatecast. */
  readonly version: string;
  /** Seconds from any start. */
  readonly clock: () => number;
  /** When the run starts. */
  readonly now: Date;
}

/** What a run did. */
export interface RetrainOutcome {
  readonly record: RunRecord;
  /** Null when nothing serves, and when there was nothing to do. */
  readonly serving: Serving | null;
}
