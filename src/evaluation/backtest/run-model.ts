export type { BacktestContext, BacktestRequest } from './tracks.js';

import type { Panel } from '../../data/panel/panel.js';
import { truncatePanel } from '../../data/panel/splits.js';
import { isNetwork } from '../../models/composition.js';
import type { FitContext, Forecast } from '../../models/model.js';
import { refitOnAllRows } from '../../models/refit.js';
import type { BacktestResult } from '../backtest.js';
import { backtestIntervals } from '../intervals/backtest-intervals.js';
import { anyValue, keepWithin } from '../intervals/forecast-form.js';
import { totalsHeld } from '../intervals/totals-held.js';
import type { BacktestPlan } from './plan.js';
import { forecastWindows, type ModelRun, startTracks, type Track } from './tracks.js';

/**
 * Evaluates one model: fits it at the cutoffs of the plan and forecasts from every origin. Origins are
 * series by series, with one for each cutoff. The members of a combination are evaluated with it, on
 * the forecasts that it is made of.
 *
 * @returns the members that every fit kept, then the model itself
 */
export async function runModel(run: ModelRun): Promise<BacktestResult[]> {
  const { panel, request, plan, context } = run;
  const start = context.clock();
  let tracks: readonly Track[] | null = null;
  const each = windowsPerFit(plan);
  const fits = Math.ceil(plan.cutoffs.length / each);
  for (let fit = 0; fit < fits; fit++) {
    context.onFit?.({ label: request.label, fit: fit + 1, fits });
    const known = knownAt(panel, plan.cutoffs[fit * each]!);
    const begun = context.clock();
    const asked = fitContext(run, fit + 1);
    const fitted = await request.model.fit(known, asked);
    const fitSeconds = context.clock() - begun;
    tracks ??= await startTracks(run, known, fitted);
    const again = context.clock();
    const served = await refitOnAllRows(request.model, fitted, known, asked);
    const seconds = fitSeconds + (context.clock() - again);
    context.onFitted?.({ label: request.label, fitted: served, seconds });
    tracks = await forecastWindows(run, served, fit * each, (fit + 1) * each, tracks);
  }
  const seconds = context.clock() - start;
  return (tracks ?? []).map((track) =>
    resultOf(run, track, track.label === request.label ? seconds : 0),
  );
}

function resultOf(
  { panel, origins, request, plan, context }: ModelRun,
  { label, family, fitted, calibrator, forecasts }: Track,
  seconds: number,
): BacktestResult {
  const { horizon } = plan;
  const { probabilities, adaptiveRate = 0 } = context;
  const made = { series: panel.series, origins, forecasts, horizon };
  const point = flatten(forecasts, horizon);
  const quantiles = calibrator
    ? backtestIntervals(made, calibrator, probabilities, adaptiveRate)
    : [];
  const totals = calibrator ? { totals: totalsHeld(made, calibrator, probabilities) } : {};
  keepWithin(point, quantiles, probabilities, context.form?.range ?? anyValue);
  return {
    model: label,
    point,
    quantiles,
    ...totals,
    training: fitted.training,
    network: isNetwork(family, fitted.training),
    ...(label === request.label ? {} : { memberOf: request.label }),
    seconds,
  };
}

/** Cutoffs that are forecast from with one fit. */
export function windowsPerFit({ refit, cutoffs }: BacktestPlan): number {
  if (refit === 'never') return cutoffs.length;
  return refit === 'always' ? 1 : Math.min(refit, cutoffs.length);
}

/** The panel as it was `cutoff` rows before the end of each series. */
export function knownAt(panel: Panel, cutoff: number): Panel {
  const rows = panel.series.map(({ values }) => values.length - cutoff);
  return truncatePanel(panel, rows);
}

function fitContext({ request, plan, context }: ModelRun, fit: number): FitContext {
  const { season, probabilities, seed, engine, clock, onEpoch, signal, checkpoints } = context;
  const { label, warm, options } = request;
  return {
    horizon: plan.horizon,
    season,
    probabilities,
    validationSize: plan.validationSize,
    seed,
    options,
    engine,
    clock,
    ...(onEpoch ? { onEpoch } : {}),
    ...(signal ? { signal } : {}),
    ...(warm ? { warm } : {}),
    ...(checkpoints ? { checkpoints: checkpoints({ label, fit }) } : {}),
  };
}

function flatten(forecasts: readonly Forecast[], horizon: number): Float64Array {
  const flat = new Float64Array(forecasts.length * horizon);
  for (const [i, { point }] of forecasts.entries()) flat.set(point, i * horizon);
  return flat;
}
