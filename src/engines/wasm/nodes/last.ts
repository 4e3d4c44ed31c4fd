import { only } from '../../../networks/facts/shape.js';
import { plus, times } from '../operand.js';
import { nodeKind } from './node-kind.js';

/** The last step of a sequence: a view of its last slab, nothing is moved. */
export const last = nodeKind('last', (_node, scope) => {
  const x = only(scope.inputs);
  const [steps, features] = x.shape as [number, number];
  const offset = times('rows', (steps - 1) * features * 4);
  return {
    shape: [features],
    data: plus(x.data, offset),
    gradient: x.gradient === null ? null : plus(x.gradient, offset),
  };
});
