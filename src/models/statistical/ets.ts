import { filledHistory, requireHistory, trainingPart } from '../../data/panel/history.js';
import { type Series, seriesKey } from '../../data/panel/panel.js';
import { untrainedRecord } from '../closed-form.js';
import type { Fitted, Model, StateValue } from '../model.js';
import { stateRecord } from '../state.js';
import { readEtsChoice, saveEtsChoice } from './ets-choice.js';
import { chooseEts, type EtsChoice, startStates } from './ets-fit.js';
import { type EtsForm, forecastEts, runEts } from './ets-recursion.js';

/** Rows that are looked at: exponential smoothing has forgotten everything older. */
const HISTORY = 2000;

/**
 * Exponential smoothing with the form chosen by AICc, one fit for each series. Form and parameters are
 * learnt by `fit`; the states are run anew over whatever history a forecast is given.
 */
export const ets: Model = {
  name: 'ets',
  summary: 'exponential smoothing, its trend and season chosen by likelihood',
  family: 'statistical',
  control: false,
  needsSeason: false,
  perSeries: true,
  refits: true,
  options: {},

  async fit(panel, { horizon, season, probabilities, validationSize }) {
    const choices: Record<string, StateValue> = {};
    const notes: string[] = [];
    for (const series of panel.series) {
      requireHistory(series, 'ets');
      const training = trainingPart(recent(series), validationSize);
      const { form, parameters } = chooseEts(training, season);
      choices[seriesKey(series)] = saveEtsChoice({ form, parameters });
      if (panel.series.length === 1) notes.push(describeForm(form));
    }
    return {
      model: 'ets',
      horizon,
      season,
      probabilities,
      state: { choices },
      training: untrainedRecord({ options: {}, notes }),
    };
  },

  async forecast(fitted, panel) {
    return panel.series.map((series) => {
      requireHistory(series, 'ets');
      const values = recent(series);
      const { form, parameters } = savedChoice(fitted, series) ?? chooseEts(values, fitted.season);
      const start = startStates(form, values, fitted.season);
      const { states } = runEts(form, parameters, start, values);
      const point = forecastEts(form, parameters.phi, states, fitted.horizon);
      return { point, quantiles: [] };
    });
  },
};

const recent = (series: Series) => filledHistory(series.values).slice(-HISTORY);

/** What the letters of a form mean. */
const TRENDS = { N: 'no trend', A: 'a trend', Ad: 'a damped trend' } as const;
const SEASONS = { N: 'no season', A: 'an additive season', M: 'a multiplicative season' } as const;

/** Error, trend and season as the literature abbreviates them, and in words. */
function describeForm({ trend, season }: EtsForm): string {
  const error = season === 'M' ? 'M' : 'A';
  return `ETS(${error},${trend},${season}): ${TRENDS[trend]}, ${SEASONS[season]}`;
}

/**
 * What was learnt of this series; null for a strange one, and for a history that has become too short or
 * no longer positive for the form.
 */
function savedChoice(fitted: Fitted, series: Series): EtsChoice | null {
  const choice = readEtsChoice(stateRecord(fitted, 'choices')[seriesKey(series)]);
  if (!choice) return null;
  const { season } = choice.form;
  const known = filledHistory(series.values);
  if (season !== 'N' && known.length < 2 * fitted.season + 2) return null;
  if (season === 'M' && known.some((value) => value <= 0)) return null;
  return choice;
}
