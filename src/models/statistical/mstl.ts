import { filledHistory, requireHistory, trainingPart } from '../../data/panel/history.js';
import { type Panel, type Series, seriesKey } from '../../data/panel/panel.js';
import { untrainedRecord } from '../closed-form.js';
import type { Fitted, Model, StateValue } from '../model.js';
import { stateFloats, stateRecord } from '../state.js';
import { readEtsChoice, saveEtsChoice } from './ets-choice.js';
import { chooseEts, startStates } from './ets-fit.js';
import { forecastEts, runEts } from './ets-recursion.js';
import { decomposeMstl } from './mstl-decomposition.js';
import { naturalSeasons } from './natural-seasons.js';

/** Rows that are decomposed: so many of the longest season, and at least so many in all. */
const SEASONS = 8;
const LEAST = 500;

/**
 * Multiple seasons by MSTL, the rest by non-seasonal exponential smoothing; each season goes on as its
 * last cycle (Bandara, Hyndman & Bergmeir 2021, section 4). Seasons are the one asked for and those
 * natural to the frequency, of which a series knows at least two.
 */
export const mstl: Model = {
  name: 'mstl',
  summary: 'several seasons decomposed by loess, the rest by exponential smoothing',
  family: 'statistical',
  control: false,
  needsSeason: false,
  perSeries: true,
  refits: true,
  options: {},

  async fit(panel, { horizon, season, probabilities, validationSize }) {
    const periods = seasonsOf(panel, season);
    const choices: Record<string, StateValue> = {};
    for (const series of panel.series) {
      requireHistory(series, 'mstl');
      const { adjusted } = decompose(series, periods);
      choices[seriesKey(series)] = saveEtsChoice(
        chooseEts(trainingPart(adjusted, validationSize), 1),
      );
    }
    const names =
      periods.length > 0
        ? `taken apart by seasons of ${periods.join(' and ')} rows`
        : 'no season to take apart';
    return {
      model: 'mstl',
      horizon,
      season,
      probabilities,
      state: { periods: Float64Array.from(periods), choices },
      training: untrainedRecord({ options: {}, notes: [names] }),
    };
  },

  async forecast(fitted, panel) {
    const periods = [...stateFloats(fitted, 'periods')];
    return panel.series.map((series) => {
      requireHistory(series, 'mstl');
      return { point: forecastSeries(fitted, series, periods), quantiles: [] };
    });
  },
};

function forecastSeries(fitted: Fitted, series: Series, periods: readonly number[]): Float64Array {
  const { adjusted, seasonal, used } = decompose(series, periods);
  const saved = stateRecord(fitted, 'choices')[seriesKey(series)];
  const { form, parameters } = readEtsChoice(saved) ?? chooseEts(adjusted, 1);
  const { states } = runEts(form, parameters, startStates(form, adjusted, 1), adjusted);
  const point = forecastEts(form, parameters.phi, states, fitted.horizon);
  for (const [i, figure] of seasonal.entries()) {
    const period = used[i]!;
    for (let h = 0; h < point.length; h++) {
      point[h]! += figure[figure.length - period + (h % period)]!;
    }
  }
  return point;
}

function seasonsOf(panel: Panel, season: number): number[] {
  const rows = panel.series.reduce((most, { values }) => Math.max(most, values.length), 0);
  const periods = new Set([...naturalSeasons(panel.frequency), ...(season > 1 ? [season] : [])]);
  return [...periods].filter((period) => fits(period, rows)).sort((a, b) => a - b);
}

/** STL needs two whole cycles; a third says that it is a cycle. */
const fits = (period: number, rows: number) => rows >= 3 * period;

function decompose(series: Series, periods: readonly number[]) {
  const values = filledHistory(series.values);
  const used = periods.filter((period) => fits(period, values.length));
  const longest = used[used.length - 1] ?? 1;
  const recent = values.slice(-Math.max(LEAST, SEASONS * longest));
  return { ...decomposeMstl(recent, used), used };
}
