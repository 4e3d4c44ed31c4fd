import type { NetworkFamily } from '../../networks/network.js';
import type { NetworkSpec } from '../../networks/spec.js';
import type { OptionValues } from '../../options.js';
import type { FeaturePlan } from '../../training/windows/feature-plan.js';
import type { Fitted } from '../model.js';
import { readState } from './state.js';

/** What an earlier model gives a training to go on from. */
export interface WarmWeights {
  /** By member of the ensemble; none where the networks differ. */
  readonly members: readonly Float32Array[];
  readonly note: string | null;
}

/**
 * Options that were left open as the earlier model had decided them, as far as they shape the network
 * and its inputs: decided anew on a day's more data they might differ, and its weights be lost.
 */
export function asDecided(
  options: OptionValues,
  { patchOption }: NetworkFamily,
  earlier: Fitted | undefined,
): OptionValues {
  const decided = earlier?.training?.options;
  if (!decided) return options;
  const shaping = ['lookback', 'normalize', 'calendar', 'hidden', 'skip', patchOption];
  const kept = shaping.filter((key) => options[key] === null && decided[key] !== undefined);
  return { ...options, ...Object.fromEntries(kept.map((key) => [key, decided[key]!])) };
}

/** The earlier model's weights, where its network and its inputs are the same. */
export function warmWeights(
  earlier: Fitted | undefined,
  spec: NetworkSpec,
  plan: FeaturePlan,
): WarmWeights {
  if (!earlier) return { members: [], note: null };
  const state = readState(earlier);
  const same =
    JSON.stringify(state.spec) === JSON.stringify(spec) && inputsOf(state.plan) === inputsOf(plan);
  return same
    ? { members: state.members, note: 'training goes on from the weights of the model before' }
    : {
        members: [],
        note: 'training starts from scratch: the model before has another network or other inputs',
      };
}

/** Everything but the scales, which follow the data. */
const inputsOf = ({ scales: _scales, ...inputs }: FeaturePlan) => JSON.stringify(inputs);
