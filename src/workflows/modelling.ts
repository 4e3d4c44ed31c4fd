import type { Panel } from '../data/panel/panel.js';
import { referencePanel } from '../data/panel/reference.js';
import { findCommonSeason } from '../data/panel/season.js';
import type { EngineSettings } from '../engines/engine.js';
import { usageError } from '../errors.js';
import type { BacktestRequest } from '../evaluation/backtest/run-backtest.js';
import {
  anyValue,
  type ForecastForm,
  requireRange,
  type ValueRange,
} from '../evaluation/intervals/forecast-form.js';
import { probabilitiesOf } from '../metrics/levels.js';
import { models } from '../models/index.js';
import type { Model } from '../models/model.js';
import { nearest } from '../nearest.js';
import { resolveOptions } from '../options.js';
import { type PlanFlags, seasonBeforeTest } from './decide-season.js';

/** What to train and how; everything has a default. */
export interface ModellingRequest {
  readonly models?: readonly string[] | undefined;
  readonly horizon?: number | undefined;
  readonly season?: number | undefined;
  readonly seed?: number | undefined;
  /** In percent, e.g. 80 and 95. */
  readonly levels?: readonly number[] | undefined;
  /** Probabilities of one-sided quantiles, e.g. 0.95. */
  readonly quantiles?: readonly number[] | undefined;
  /** What values are possible; any when absent. */
  readonly range?: ValueRange | undefined;
  /** Values that every asked model which declares the option gets. */
  readonly options?: Readonly<Record<string, number | string | boolean>>;
  /** `key=value`, or `model.key=value` for one model alone. */
  readonly set?: readonly string[] | undefined;
  readonly engine: EngineSettings;
}

/** A request with every default decided. */
export interface Modelling {
  readonly requests: readonly BacktestRequest[];
  readonly horizon: number;
  readonly season: number;
  readonly seed: number;
  readonly levels: readonly number[];
  /** Bounds of the levels, and the one-sided quantiles. */
  readonly probabilities: readonly number[];
  readonly form: ForecastForm;
  readonly engine: EngineSettings;
}

const DEFAULT_MODEL = 'auto';
/** Another engine than our own is asked for to run a network. */
const OTHER_ENGINE_MODEL = 'gru';
const DEFAULT_LEVELS = [80, 95];
export const DEFAULT_SEED = 1;
/** Steps to forecast where there is no season to take them from. */
const SEASONLESS_HORIZON = 10;

/**
 * Decides what the request left open: the season from frequency and data, the horizon from the season.
 * @param plan - of a backtest that will follow: then only rows before its first cutoff decide
 * @throws UserError (exit 2) for an unknown model or option, (exit 4) for a history outside the range
 */
export function resolveModelling(
  panel: Panel,
  request: ModellingRequest,
  plan?: PlanFlags,
): Modelling {
  const { season, horizon } = stepsOf(panel, request, plan);
  const levels = [...new Set(request.levels ?? DEFAULT_LEVELS)].sort((a, b) => a - b);
  const oneSided = [...new Set(request.quantiles ?? [])].sort((a, b) => a - b);
  const range = request.range ?? anyValue;
  requireRange(panel, range);
  requireRowsForLookback(panel, request.options?.lookback);
  return {
    requests: resolveRequests(request),
    horizon,
    season,
    seed: request.seed ?? DEFAULT_SEED,
    levels,
    probabilities: probabilitiesOf(levels, oneSided),
    form: { range, oneSided },
    engine: request.engine,
  };
}

/** Season and horizon where the request leaves them open: what the data show, and one season. */
export function stepsOf(
  panel: Panel,
  request: Pick<ModellingRequest, 'season' | 'horizon'>,
  plan?: PlanFlags,
): Pick<Modelling, 'season' | 'horizon'> {
  const season = request.season ?? seasonOf(referencePanel(panel), request.horizon, plan);
  return { season, horizon: request.horizon ?? (season > 1 ? season : SEASONLESS_HORIZON) };
}

/** A lookback that no series has the rows for would be cut in silence, or computed for minutes. */
function requireRowsForLookback(panel: Panel, lookback: unknown): void {
  const rows = panel.series.reduce((most, { values }) => Math.max(most, values.length), 0);
  if (typeof lookback !== 'number' || lookback < rows) return;
  throw usageError(
    `--lookback ${lookback} is longer than the data: the longest series has ${rows} rows`,
    'give a lookback of at most a third of the rows, or leave it to the data',
  );
}

const seasonOf = (panel: Panel, horizon: number | undefined, plan: PlanFlags | undefined) =>
  plan ? seasonBeforeTest(panel, horizon, plan) : findCommonSeason(panel.series, panel.frequency);

/**
 * Each model asked for, once, with the options that concern it.
 * @throws UserError (exit 2) for an unknown model or option
 */
export function resolveRequests(request: ModellingRequest): BacktestRequest[] {
  const asked = namesOf(request).map((name) => models.get(name));
  const given = settingsOf(request);
  for (const setting of given) requireTaker(setting, asked);
  return asked.map((model) => ({
    model,
    label: model.name,
    options: resolveOptions(model.name, model.options, optionsOf(model, given)),
  }));
}

/** Names of a model's options that the request decides, whatever their values. */
export const givenOptions = (model: Model, request: ModellingRequest) =>
  Object.keys(optionsOf(model, settingsOf(request)));

const namesOf = ({ models: asked, engine }: ModellingRequest) => [
  ...new Set(asked ?? [engine.name === 'wasm' ? DEFAULT_MODEL : OTHER_ENGINE_MODEL]),
];

const settingsOf = (request: ModellingRequest): Setting[] => [
  ...Object.entries(request.options ?? {}).map(([key, value]) => ({
    flag: `--${key}`,
    model: null,
    key,
    value,
  })),
  ...(request.set ?? []).map((text) => parseSetting(text, namesOf(request))),
];

interface Setting {
  readonly flag: string;
  /** The one model it is for; null is every model that has the option. */
  readonly model: string | null;
  readonly key: string;
  readonly value: number | string | boolean;
}

function parseSetting(text: string, names: readonly string[]): Setting {
  const equals = text.indexOf('=');
  if (equals < 1) throw usageError(`--set ${text}: no value`, 'write --set key=value');
  const name = text.slice(0, equals).trim();
  const value = text.slice(equals + 1).trim();
  const dot = name.indexOf('.');
  if (dot < 0) return { flag: `--set ${name}`, model: null, key: name, value };
  const model = name.slice(0, dot);
  if (!names.includes(model)) {
    throw usageError(
      `--set ${text}: "${model}" is not among the models asked for`,
      `asked for: ${names.join(', ')}`,
    );
  }
  return { flag: `--set ${name}`, model, key: name.slice(dot + 1), value };
}

const takes = (model: Model, { model: only, key }: Setting) =>
  (only === null || only === model.name) && Object.hasOwn(model.options, key);

function optionsOf(model: Model, given: readonly Setting[]) {
  const own = given.filter((setting) => takes(model, setting));
  return Object.fromEntries(own.map(({ key, value }) => [key, value]));
}

/** An option that no model takes would be ignored in silence; say so instead. */
function requireTaker(setting: Setting, asked: readonly Model[]): void {
  if (asked.some((model) => takes(model, setting))) return;
  const concerned = setting.model === null ? asked : asked.filter((m) => m.name === setting.model);
  const known = [...new Set(concerned.flatMap((model) => Object.keys(model.options)))];
  const close = nearest(setting.key, known);
  const list = known.length > 0 ? `options: ${known.join(', ')}` : 'it has no options';
  throw usageError(
    `${setting.flag}: no option of ${concerned.map((model) => model.name).join(', ')}`,
    close.length > 0 ? `did you mean ${close.join(' or ')}?` : list,
  );
}
