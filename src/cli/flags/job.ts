import { availableParallelism } from 'node:os';
import type { Interfaces } from '@oclif/core';
import type { Shard } from '../../data/panel/shard.js';
import type { BacktestJob } from '../../workflows/backtest.js';
import type { ModellingRequest } from '../../workflows/modelling.js';
import { evaluatingFlags } from './evaluating.js';
import { type engineFlags, modellingFlags, PROMOTED, valueRange } from './modelling.js';
import { readingFlags, readingOptions } from './reading.js';

const DEFAULT_ENGINE = 'wasm';

type EngineFlags = Interfaces.InferredFlags<typeof engineFlags>;
type ModellingFlags = Interfaces.InferredFlags<typeof modellingFlags>;
type EvaluatingFlags = Interfaces.InferredFlags<typeof evaluatingFlags>;

/** Engine and threads; every core at hand by default. */
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
    quantiles: flags.quantile,
    range: valueRange(flags),
    options,
    set: flags.set,
    engine: engineSettings(flags),
  };
}

/** The evaluating flags as a plan. */
const planRequest = (flags: EvaluatingFlags): BacktestJob['plan'] => ({
  windows: flags.windows,
  stride: flags.stride,
  testSize: flags['test-size'],
  validationSize: flags['val-size'],
  refit: flags.refit,
});

/** The flags of a command that backtests: what to read, what to train, how to evaluate. */
export const jobFlags = { ...modellingFlags, ...evaluatingFlags, ...readingFlags };

/** Files and flags as a backtest's job. */
export const backtestJob = (
  files: readonly string[],
  flags: Interfaces.InferredFlags<typeof jobFlags> & { readonly shard?: Shard | undefined },
): BacktestJob => ({
  files,
  reading: readingOptions(flags),
  modelling: modellingRequest(flags),
  plan: planRequest(flags),
  metrics: flags.metric,
  against: flags.against,
  adaptiveRate: flags.adaptive,
  clock,
});

/** Seconds since the process started. */
export const clock = () => performance.now() / 1000;
