import { only, positionsOf, sizeOf, widthOf } from '../../../networks/facts/shape.js';
import { times } from '../operand.js';
import { nodeKind } from './node-kind.js';

/** Each position normalised over its last axis, with learned scale and shift. */
export const layernorm = nodeKind('layernorm', (_node, scope) => {
  const x = only(scope.inputs);
  const y = scope.value(x.shape);
  const scale = scope.parameter('scale');
  const shift = scope.parameter('shift');
  const shared = {
    normal: scope.perRow(sizeOf(x.shape)),
    inverse: scope.perRow(positionsOf(x.shape)),
    scale: scale.data,
    rows: times('rows', positionsOf(x.shape)),
    width: widthOf(x.shape),
  };
  scope.forward('layerNormForward', { y: y.data, x: x.data, shift: shift.data, ...shared });
  if (y.gradient !== null) {
    scope.backward('layerNormBackward', {
      dx: x.gradient ?? 0,
      dscale: scale.gradient,
      dshift: shift.gradient,
      dy: y.gradient,
      ...shared,
    });
  }
  return y;
});
