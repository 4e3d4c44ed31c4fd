import { nodeFacts } from './node-facts.js';
import { only, widthOf, withWidth } from './shape.js';

/** y = x W + b over the last axis. */
export const linear = nodeFacts('linear', {
  shape: (node, inputs) => withWidth(only(inputs), node.units),

  parameters(node, inputs) {
    const frozen = node.frozen ?? false;
    const kernel = {
      role: 'kernel',
      shape: [widthOf(only(inputs)), node.units],
      initializers: [node.init],
      decays: !frozen,
      frozen,
    };
    const bias = {
      role: 'bias',
      shape: [node.units],
      initializers: ['zeros' as const],
      decays: false,
      frozen,
    };
    return node.bias ? [kernel, bias] : [kernel];
  },
});
