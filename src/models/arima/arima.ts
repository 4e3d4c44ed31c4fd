import { filledTail, firstFiniteIndex, requireHistory } from '../../data/panel/history.js';
import { type Series, seriesKey } from '../../data/panel/panel.js';
import { untrainedRecord } from '../closed-form.js';
import { saveEffects } from '../effects.js';
import { requireFuture } from '../future-rows.js';
import type { Fitted, Model, StateValue } from '../model.js';
import { stateRecord } from '../state.js';
import { chooseOrder } from './choose-order.js';
import { type ArimaData, type ArimaFit, fitAt, fitOrder } from './fit-order.js';
import { fourierColumns, WAVES } from './fourier.js';
import { foretold } from './kalman.js';
import { type ArimaOrder, differencePolynomial, integrated } from './polynomials.js';
import { LONGEST_SEASON, readArimaChoice, saveArimaChoice } from './saved-fit.js';

/** Rows that are looked at, and at least so many seasons. */
const ROWS = 1000;
const SEASONS = 6;

/**
 * Seasonal ARIMA with the order chosen by AICc, one for each series, by exact maximum likelihood.
 * Covariates known in the future are regressors whose errors follow the ARIMA; their coefficients and
 * the mean are computed anew from whatever history a forecast is given, by generalised least squares.
 */
export const arima: Model = {
  name: 'arima',
  summary: 'seasonal ARIMA, its order chosen by likelihood; covariates as regressors',
  family: 'statistical',
  control: false,
  needsSeason: false,
  perSeries: true,
  refits: true,
  usesCovariates: true,
  options: {},

  async fit(panel, { horizon, season, probabilities, validationSize }) {
    const choices: Record<string, StateValue> = {};
    const effects: Record<string, StateValue> = {};
    const notes: string[] = [];
    let parameters = 0;
    for (const series of panel.series) {
      requireHistory(series, 'arima');
      const { choice, note, regressors, effects: found } = learn(series, season, validationSize);
      choices[seriesKey(series)] = saveArimaChoice(choice);
      effects[seriesKey(series)] = saveEffects(panel.futureNames, found);
      parameters += choice.free.length + regressors + (choice.constant ? 1 : 0);
      if (panel.series.length === 1) notes.push(note);
    }
    return {
      model: 'arima',
      horizon,
      season,
      probabilities,
      state: { choices, ...(panel.futureNames.length > 0 ? { effects } : {}) },
      training: untrainedRecord({ options: {}, parameters, notes }),
    };
  },

  checkState(fitted) {
    for (const saved of Object.values(stateRecord(fitted, 'choices'))) readArimaChoice(saved);
  },

  async forecast(fitted, panel) {
    return panel.series.map((series) => {
      requireHistory(series, 'arima');
      requireFuture(panel, series, fitted.horizon);
      return { point: forecastSeries(fitted, series), quantiles: [] };
    });
  },
};

/** The rows that are looked at: values from the first known one on, and the regressors beside them. */
function sampleOf(series: Series, season: number, waves: number, horizon: number): ArimaData {
  const { length } = series.values;
  const most = Math.max(ROWS, season > LONGEST_SEASON ? 0 : SEASONS * season);
  const first = Math.max(firstFiniteIndex(series.values), length - most);
  const rows = length - first + horizon;
  return {
    values: series.values.subarray(first),
    regressors: [
      ...series.future.map((column) =>
        filledTail(column.subarray(0, length + horizon), length + horizon).subarray(first),
      ),
      ...fourierColumns(waves, season, first, rows),
    ],
  };
}

function learn(series: Series, season: number, validationSize: number) {
  const { length } = series.values;
  const kept = length - validationSize;
  const known =
    kept >= validationSize ? { ...series, values: series.values.subarray(0, kept) } : series;
  const period = season > LONGEST_SEASON ? 1 : season;
  const waves = period === season ? 0 : chooseWaves(known, season);
  const data = sampleOf(known, season, waves, 0);
  const fit = chooseOrder(data, period);
  const { order, constant, free } = fit ?? {
    order: randomWalk(),
    constant: false,
    free: new Float64Array(0),
  };
  return {
    choice: { order, constant, waves, free },
    note: describe(order, constant, waves),
    regressors: data.regressors.length,
    effects: effectsIn(fit, series.future.length),
  };
}

/** The first regressors are the covariates. */
const effectsIn = (fit: ArimaFit | null, count: number) => ({
  coefficients: fit ? fit.gls.coefficients.slice(0, count) : new Float64Array(count),
  deviations: fit ? fit.gls.deviations.slice(0, count) : new Float64Array(count),
});

/** What is left where the rows carry no order at all. */
const randomWalk = (): ArimaOrder => ({ p: 0, d: 1, q: 0, P: 0, D: 0, Q: 0, season: 1 });

/** Pairs of waves with the least AICc in a plain ARIMA(1,1,1). */
function chooseWaves(series: Series, season: number): number {
  const order: ArimaOrder = { p: 1, d: 1, q: 1, P: 0, D: 0, Q: 0, season: 1 };
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const waves of WAVES.filter((pairs) => 2 * pairs <= season)) {
    const fit = fitOrder(sampleOf(series, season, waves, 0), order, false);
    if (!fit || fit.aicc >= least) continue;
    best = waves;
    least = fit.aicc;
  }
  return best;
}

/** The order as the literature writes it. */
function describe(order: ArimaOrder, constant: boolean, waves: number): string {
  const { p, d, q, P, D, Q, season } = order;
  const seasonal = season > 1 && P + D + Q > 0 ? `(${P},${D},${Q})[${season}]` : '';
  const mean = constant ? (d + D > 0 ? ' with drift' : ' with a mean') : '';
  const harmonics = waves > 0 ? `, the season as ${waves} waves` : '';
  return `ARIMA(${p},${d},${q})${seasonal}${mean}${harmonics}`;
}

function forecastSeries(fitted: Fitted, series: Series): Float64Array {
  const { season, horizon } = fitted;
  const saved = readArimaChoice(stateRecord(fitted, 'choices')[seriesKey(series)]);
  const choice = saved ?? learn(series, season, 0).choice;
  const data = sampleOf(series, season, choice.waves, horizon);
  const fit = fitAt(data, choice.order, choice.constant, choice.free);
  return fit ? forecastFit(fit, data, horizon) : heldOn(data.values, horizon);
}

/** Forecasts after the last value. @param data - with regressors for the horizon */
export function forecastFit(fit: ArimaFit, data: ArimaData, horizon: number): Float64Array {
  const { order, constant, arma, gls } = fit;
  const rows = data.values.length;
  const effects = new Float64Array(rows + horizon);
  for (const [c, column] of data.regressors.entries()) {
    for (let t = 0; t < effects.length; t++) effects[t]! += gls.coefficients[c]! * column[t]!;
  }
  const level = constant ? gls.coefficients[data.regressors.length]! : 0;
  const differences = foretold(arma, gls.state, horizon).map((value) => value + level);
  const left = filledTail(
    data.values.map((value, t) => value - effects[t]!),
    rows,
  );
  const point = integrated(differencePolynomial(order), left, differences);
  return point.map((value, h) => value + effects[rows + h]!);
}

/** The last value goes on: for a history that has become too short for what was learnt. */
const heldOn = (values: Float64Array, horizon: number) =>
  new Float64Array(horizon).fill(filledTail(values, 1)[0]!);
