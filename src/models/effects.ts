import { type Panel, seriesKey } from '../data/panel/panel.js';
import type { Fitted, StateValue } from './model.js';
import { isRecord } from './state.js';

/** What one more of each regressor adds to a row, in the target's unit, and its standard error. */
export interface Effects {
  readonly coefficients: Float64Array; // (regressors)
  readonly deviations: Float64Array; // (regressors)
}

/** One covariate's effect on one series. */
export interface NamedEffect {
  readonly name: string;
  /** What one more of it adds to a row, in the target's unit. */
  readonly effect: number;
  /** Its standard error. */
  readonly deviation: number;
}

/** Effects as a state holds them. */
export const saveEffects = (names: readonly string[], effects: Effects): StateValue => ({
  names: [...names],
  ...effects,
});

/** Effects in a state; null where there are none. */
export function readEffects(saved: StateValue | undefined): Effects | null {
  if (!isRecord(saved)) return null;
  const { coefficients, deviations } = saved;
  if (!(coefficients instanceof Float64Array) || !(deviations instanceof Float64Array)) return null;
  return { coefficients, deviations };
}

/** What a fitted model has learnt of the covariates of one series; without those that could be chance. */
export function effectsOf(fitted: Fitted, series: { id: string; target: string }): NamedEffect[] {
  const { effects } = fitted.state;
  const saved = isRecord(effects) ? effects[seriesKey(series)] : undefined;
  const read = readEffects(saved);
  if (!read || !isRecord(saved) || !Array.isArray(saved.names)) return [];
  return named(saved.names.map(String), read);
}

const named = (names: readonly string[], { coefficients, deviations }: Effects): NamedEffect[] =>
  names
    .map((name, i) => ({ name, effect: coefficients[i]!, deviation: deviations[i]! }))
    .filter(({ effect }) => effect !== 0);

/** "promo +23 ± 4": an effect with its 95 % margin, in digits that the margin bears out. */
export function effectText({ name, effect, deviation }: NamedEffect): string {
  const margin = 1.96 * deviation;
  const size = margin > 0 ? margin : Math.abs(effect);
  let digits = 0;
  for (let unit = 1; unit > size / 10 && digits < 10; unit /= 10) digits += 1;
  const sign = effect < 0 ? '' : '+';
  return `${name} ${sign}${effect.toFixed(Math.max(0, digits - 1))} ± ${margin.toFixed(Math.max(0, digits - 1))}`;
}

/** Series whose effects stand in notes. */
const TOLD = 3;

/** What was found, one sentence a series. */
export function effectSentences(panel: Panel, effects: readonly Effects[]): string[] {
  return panel.series.slice(0, TOLD).map((series, s) => {
    const found = named(panel.futureNames, effects[s]!).map(effectText);
    const left = panel.futureNames.length - found.length;
    const rest =
      left > 0 ? `${found.length > 0 ? '; ' : ''}${left} not distinguishable from chance` : '';
    const subject = panel.series.length > 1 ? `effects in "${series.id}"` : 'effects';
    return `${subject}: ${found.join(', ')}${rest}`;
  });
}
