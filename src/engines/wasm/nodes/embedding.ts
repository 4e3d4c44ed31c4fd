import { only, positionsOf, withWidth } from '../../../networks/facts/shape.js';
import { times } from '../operand.js';
import { nodeKind } from './node-kind.js';

/** A learned vector for each category; zeros for a category it does not know. */
export const embedding = nodeKind('embedding', (node, scope) => {
  const x = only(scope.inputs);
  const y = scope.value(withWidth(x.shape, node.units));
  const table = scope.parameter('table');
  const size = {
    rows: times('rows', positionsOf(x.shape)),
    categories: node.categories,
    width: node.units,
  };
  scope.forward('embeddingForward', { y: y.data, x: x.data, table: table.data, ...size });
  if (y.gradient !== null) {
    const places = { dtable: table.gradient, dy: y.gradient, x: x.data };
    scope.backward('embeddingBackward', { ...places, ...size });
  }
  return y;
});
