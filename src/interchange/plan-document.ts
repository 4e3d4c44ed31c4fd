import { readState } from '../models/neural-state.js';
import { inputNames } from '../networks/inputs.js';
import type { ModelDocument } from '../store/model-document.js';
import { partsOf } from './parameters.js';

/** What each input holds; `docs/export.md` has the formulas. */
const MEANINGS: Readonly<Record<string, string>> = {
  [inputNames.history]: 'the normalised target of the lookback, oldest first',
  [inputNames.deviations]: 'the same as deviations from the anchor, in units of the output',
  [inputNames.covariates]: 'scaled past, then future covariates of each row, then "was missing"',
  [inputNames.known]: 'calendar features, then scaled future covariates of each step ahead',
  [inputNames.origin]:
    'standing against the mean and calendar of the first step, in units of the output',
  [inputNames.context]: 'half the standing against the mean, logarithm of the regularity',
  [inputNames.statics]: 'static attributes, one-hot in the order of the plan',
};

/**
 * What a caller of an exported network needs to know besides it: how rows become its inputs and its
 * output becomes a forecast. Plain JSON.
 *
 * @param member - of the ensemble, from 1
 */
export function planDocument(
  { gatecast, fitted, expects }: ModelDocument,
  member: number,
): Readonly<Record<string, unknown>> {
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
  };
}
