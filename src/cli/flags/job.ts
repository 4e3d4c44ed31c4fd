import { availableParallelism } from 'node:os';
import type { Interfaces } from '@oclif/core';
import type { BacktestJob } from '../../workflows/backtest.js';
import type { ModellingRequest } from '../../workflows/modelling.js';
import type { evaluatingFlags } from './evaluating.js';
import { type engineFlags, type modellingFlags, PROMOTED } from './modelling.js';

const DEFAULT_ENGINE = 'wasm';

type EngineFlags = Interfaces.InferredFlags<typeof engineFlags>;
type ModellingFlags = Interfaces.InferredFlags<typeof modellingFlags>;
type EvaluatingFlags = Interfaces.InferredFlags<typeof evaluatingFlags>;

/** Engine and threads; every core at hand unless told otherwise. */
export const engineSettings = (flags: EngineFlags) => ({
  name: flags.engine ?? DEFAULT_ENGINE,
  threads: flags.threads ?? availableParallelism(),
});

/** The modelling flags as a workflow's request. */
export function modellingRequest(flags: ModellingFlags): ModellingRequest {
  const options: Record<string, number | string> = {};
  for (const name of PROMOTED) {
    const value = flags[name];
    if (value !== undefined) options[name] = value;
  }
  return {
    models: flags.model,
    horizon: flags.horizon,
    season: flags.season,
    seed: flags.seed,
    levels: flags.levels,
    options,
    set: flags.set,
    engine: engineSettings(flags),
  };
}

/** The evaluating flags as a plan. */
export const planRequest = (flags: EvaluatingFlags): BacktestJob['plan'] => ({
  windows: flags.windows,
  stride: flags.stride,
  testSize: flags['test-size'],
  validationSize: flags['val-size'],
  refit: flags.refit,
});

/** What is scored, and beside what. */
export const scoringRequest = (flags: EvaluatingFlags) => ({
  metrics: flags.metric,
  against: flags.against,
  adaptiveRate: flags.adaptive,
});

/** Seconds since the process started. */
export const clock = () => performance.now() / 1000;
