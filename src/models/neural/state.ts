import { sizeOf } from '../../networks/facts/shape.js';
import { outputsPerStep } from '../../networks/network.js';
import { parametersOf, shapesOf } from '../../networks/parameters.js';
import type { NetworkSpec } from '../../networks/spec.js';
import type { FeaturePlan } from '../../training/windows/feature-plan.js';
import type { Fitted } from '../model.js';
import { flag, jsonOf, object, orElse, ShapeError, shortList, weights } from '../shape.js';
import { networkShape } from './network-shape.js';
import { planShape } from './plan-shape.js';

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

/** Networks of an ensemble at most. */
const MOST_MEMBERS = 1000;

const shape = object<Omit<NeuralState, 'spec'> & { readonly network: NetworkSpec }>({
  plan: jsonOf(planShape),
  network: jsonOf(networkShape),
  members: shortList(weights, MOST_MEMBERS, 1),
  recursive: orElse(flag, false),
});

/** @throws Error when the state is another model's, or what no training makes. */
export function readState(fitted: Fitted): NeuralState {
  const { network: spec, ...rest } = shape(fitted.state, 'state');
  const state = { ...rest, spec };
  requireFit(state, fitted);
  return state;
}

/** The parts of a state, each sound by itself, must belong together. */
function requireFit({ plan, spec, members, recursive }: NeuralState, fitted: Fitted): void {
  const shapes = shapesOf(spec);
  const parameters = parametersOf(spec, shapes).reduce((sum, { size }) => sum + size, 0);
  const outputs = sizeOf(shapes.get(spec.output)!);
  const steps = recursive ? 1 : fitted.horizon;
  const { loss } = spec;
  const wanted = loss.kind === 'pinball' ? [0.5, ...fitted.probabilities] : [];
  const told = loss.kind === 'pinball' ? loss.probabilities : [];
  if (
    plan.horizon !== steps ||
    outputs !== steps * outputsPerStep(loss) ||
    members.some(({ length }) => length !== parameters) ||
    wanted.some((probability) => !told.includes(probability))
  ) {
    throw new ShapeError('state: its parts do not fit each other');
  }
}
