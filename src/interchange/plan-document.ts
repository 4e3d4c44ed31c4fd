import { readState } from '../models/neural/state.js';
import { inputNames } from '../networks/inputs.js';
import type { NetworkSpec } from '../networks/spec.js';
import type { OptionValues } from '../options.js';
import type { Expectations } from '../store/expectations.js';
import type { ModelDocument, SavedReading } from '../store/model-document.js';
import type { FeaturePlan } from '../training/windows/feature-plan.js';
import { partsOf } from './parameters.js';

/** What each input holds; `docs/tensorflow-and-onnx.md` has the formulas. */
const MEANINGS: Readonly<Record<string, string>> = {
  [inputNames.history]: 'the normalised target of the lookback, oldest first',
  [inputNames.deviations]: 'the same as deviations from the anchor, in units of the output',
  [inputNames.covariates]: 'scaled past, then future covariates of each row, then "was missing"',
  [inputNames.known]: 'calendar features, then scaled future covariates of each step ahead',
  [inputNames.origin]:
    'standing against the mean (if the plan has "level") and calendar of the first step, in units of the output',
  [inputNames.context]:
    'half the standing against the mean (0 without "level"), logarithm of the regularity',
  [inputNames.statics]: 'static attributes, one-hot in the order of the plan',
};

export interface PlanDocument {
  /** Version of gatecast that trained the model. */
  readonly gatecast: string;
  readonly model: string;
  readonly horizon: number;
  /** Which network of an ensemble this is, from 1, and of how many. */
  readonly member: number;
  readonly members: number;
  readonly inputs: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly meaning: string;
  }[];
  readonly output: {
    readonly shape: readonly number[];
    readonly steps: number;
    readonly probabilities: readonly number[] | null;
    readonly fedBack: boolean;
  };
  readonly plan: FeaturePlan;
  readonly expects: Expectations;
  readonly reading: SavedReading;
  readonly options: OptionValues;
  readonly seed: number;
  readonly network: NetworkSpec;
}

/**
 * What a caller of an exported network needs to know besides it: how rows become its inputs and its
 * output becomes a forecast; and what `import` makes a model file of again. Plain JSON.
 *
 * @param member - of the ensemble, from 1
 */
export function planDocument(
  { gatecast, fitted, expects, reading, options, seed }: ModelDocument,
  member: number,
): PlanDocument {
  const { plan, spec, members, recursive } = readState(fitted);
  const parts = partsOf({ spec, weights: members[member - 1]! });
  const { loss } = spec;
  return {
    gatecast,
    model: fitted.model,
    horizon: fitted.horizon,
    member,
    members: members.length,
    inputs: spec.inputs.map(({ id, shape }) => ({ name: id, shape, meaning: MEANINGS[id] ?? '' })),
    output: {
      shape: parts.shape(spec.output),
      steps: plan.horizon,
      probabilities: loss.kind === 'pinball' ? loss.probabilities : null,
      fedBack: recursive,
    },
    plan,
    expects,
    reading,
    options,
    seed,
    network: spec,
  };
}
