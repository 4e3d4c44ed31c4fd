import { nodeFacts } from './node-facts.js';
import { only, widthOf } from './shape.js';

/** Added to the variance before its root; the kernels have the same. */
export const LAYER_NORM_EPSILON = 1e-5;

/** Each position normalised over its last axis, with learned scale and shift. */
export const layernorm = nodeFacts('layernorm', {
  shape: (_node, inputs) => only(inputs),

  parameters(_node, inputs) {
    const shape = [widthOf(only(inputs))];
    return [
      { role: 'scale', shape, initializers: ['ones'], decays: false },
      { role: 'shift', shape, initializers: ['zeros'], decays: false },
    ];
  },
});
