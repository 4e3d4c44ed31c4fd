import type { StateValue } from '../model.js';
import { isRecord } from '../state.js';
import type { EtsChoice } from './ets-fit.js';

/** A choice as a state holds it. */
export const saveEtsChoice = ({ form, parameters }: EtsChoice): StateValue => ({
  ...form,
  ...parameters,
});

/** The choice in a state; null where there is none. */
export function readEtsChoice(saved: StateValue | undefined): EtsChoice | null {
  if (!isRecord(saved)) return null;
  const trend = (['N', 'A', 'Ad'] as const).find((name) => name === saved.trend);
  const season = (['N', 'A', 'M'] as const).find((name) => name === saved.season);
  const [alpha, beta, gamma, phi] = [saved.alpha, saved.beta, saved.gamma, saved.phi].map(Number);
  if (!trend || !season) return null;
  return {
    form: { trend, season },
    parameters: { alpha: alpha!, beta: beta!, gamma: gamma!, phi: phi! },
  };
}
