import type { NetworkSpec } from '../../networks/spec.js';
import type { FeaturePlan } from '../../training/windows/feature-plan.js';
import type { Fitted } from '../model.js';

/** What a trained neural model is: how windows become numbers, the network, and its weights. */
export interface NeuralState {
  readonly plan: FeaturePlan;
  readonly spec: NetworkSpec;
  /** One set a member of the ensemble. */
  readonly members: readonly Float32Array[];
  /** Forecasts one step and feeds it back. */
  readonly recursive: boolean;
}

/** Plan and network travel as JSON text: they are plain data of a shape that only we read. */
export function writeState(state: NeuralState): Fitted['state'] {
  return {
    plan: JSON.stringify(state.plan),
    network: JSON.stringify(state.spec),
    members: state.members,
    recursive: state.recursive,
  };
}

/** @throws Error when the state is another model's. */
export function readState(fitted: Fitted): NeuralState {
  const { plan, network, members, recursive } = fitted.state;
  const arrays = Array.isArray(members) ? members.filter(isWeights) : [];
  if (typeof plan !== 'string' || typeof network !== 'string' || arrays.length === 0) {
    throw new Error(`the state of model "${fitted.model}" is not a network's`);
  }
  return {
    plan: planOf(plan),
    spec: JSON.parse(network),
    members: arrays,
    recursive: recursive === true,
  };
}

const isWeights = (value: unknown): value is Float32Array => value instanceof Float32Array;

/** A plan that does not say whether it told the level is of a version that told every network. */
function planOf(text: string): FeaturePlan {
  const plan: Omit<FeaturePlan, 'level'> & Partial<FeaturePlan> = JSON.parse(text);
  return { ...plan, level: plan.level ?? true };
}
