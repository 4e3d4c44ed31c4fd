import { availableParallelism } from 'node:os';
import type { EngineSettings } from '../engines/engine.js';
import { usageError } from '../errors.js';
import { expectation } from '../options.js';
import type { ModellingRequest } from '../workflows/modelling.js';
import type { Observer } from '../workflows/workflow.js';

/** How to compute; no result depends on the threads. */
export interface EngineChoice {
  /** `wasm` (default) or `tensorflow`. */
  readonly engine?: string;
  /** At most; default: the cores at hand. */
  readonly threads?: number;
}

/** What training and backtests have in common; everything has the command line's default. */
export interface ModelSettings extends EngineChoice {
  /** Steps to forecast; default one season. */
  readonly horizon?: number;
  /** Seasonal period in steps; default from frequency and data. */
  readonly season?: number;
  /** Same seed, same bytes. */
  readonly seed?: number;
  /** Prediction intervals in percent; default 80 and 95, empty for none. */
  readonly levels?: readonly number[];
  /** The model's own options by name, e.g. `{ hidden: 16, 'learning-rate': 0.01 }`. */
  readonly options?: Readonly<Record<string, number | string | boolean>>;
  /** Rows at the end of each series (before the test) kept for validation and calibration. */
  readonly validationSize?: number;
  /** Told what happens meanwhile; may carry a signal that aborts. */
  readonly observer?: Observer;
}

export const engineSettings = ({ engine, threads }: EngineChoice): EngineSettings => ({
  name: engine ?? 'wasm',
  threads: threads ?? availableParallelism(),
});

/** The settings as a workflow's request. */
export function modellingRequest(
  models: readonly string[] | undefined,
  settings: ModelSettings,
): ModellingRequest {
  const { horizon, season, seed, levels, options = {} } = settings;
  requireWhole({ horizon, season, threads: settings.threads }, 1);
  requireWhole({ seed, validationSize: settings.validationSize }, 0);
  return { models, horizon, season, seed, levels, options, engine: engineSettings(settings) };
}

/** @throws UserError (exit 2) that names a setting which is given and no whole number from `least` on */
function requireWhole(settings: Readonly<Record<string, unknown>>, least: number): void {
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined || (Number.isSafeInteger(value) && Number(value) >= least)) continue;
    throw usageError(
      `${name}: ${String(value)} is not allowed`,
      `give ${expectation(true, least)}`,
    );
  }
}

/** Seconds since the process started, for progress and time budgets. */
export const clock = () => performance.now() / 1000;
