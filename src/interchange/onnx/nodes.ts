import { LAYER_NORM_EPSILON } from '../../networks/facts/layernorm.js';
import type { NodeSpec } from '../../networks/spec.js';
import { addAttention } from './attention.js';
import { addEmbedding } from './embedding.js';
import type { Kind, OfKind, OperatorScope } from './operators.js';
import { addRecurrent } from './recurrent.js';
import { addStep } from './step.js';

/** Adds a node's operators; returns the name of its value. */
type AddNode<Node> = (node: Node, scope: OperatorScope) => string;

/** Every kind of node in ONNX' operators. */
const adders: { readonly [K in Kind]: AddNode<OfKind<K>> } = {
  linear: (node, { from, linear }) => linear(node, from[0]!),

  recurrent: addRecurrent,

  step: addStep,

  attention: addAttention,

  embedding: addEmbedding,

  dropout: (_node, { from }) => from[0]!, // does nothing outside of training

  add: (_node, { on, from }) => from.reduce((sum, value) => on.apply('Add', [sum, value])),

  concat: (_node, { on, from }) => on.apply('Concat', from, { axis: { int: -1 } }),

  slice(node, { on, from }) {
    const bound = (column: number) => on.integers([column]);
    const range = [bound(node.start), bound(node.start + node.size), on.integers([-1])];
    return on.apply('Slice', [from[0]!, ...range]);
  },

  // 0 stands for the axis as it is: the batch.
  reshape: (node, { on, from }) => on.apply('Reshape', [from[0]!, on.integers([0, ...node.shape])]),

  last(node, { on, parts, from }) {
    const [steps] = parts.shape(node.from) as readonly [number];
    const step = on.apply('Gather', [from[0]!, on.integers([steps - 1])], { axis: { int: 1 } });
    return on.apply('Squeeze', [step, on.integers([1])]);
  },

  repeat(node, { on, parts, from }) {
    const column = on.apply('Unsqueeze', [from[0]!, on.integers([1])]);
    const still = parts.shape(node.from).map(() => 1);
    return on.apply('Tile', [column, on.integers([1, node.steps, ...still])]);
  },

  transpose: (_node, { on, from }) =>
    on.apply('Transpose', [from[0]!], { perm: { ints: [0, 2, 1] } }),

  position: (node, { on, parts, from }) =>
    on.apply('Add', [from[0]!, on.floats(parts.parameter(node, 'vectors')!)]),

  layernorm(node, { on, parts, from }) {
    const scale = on.floats(parts.parameter(node, 'scale')!);
    const shift = on.floats(parts.parameter(node, 'shift')!);
    return on.apply('LayerNormalization', [from[0]!, scale, shift], {
      axis: { int: -1 },
      epsilon: { float: LAYER_NORM_EPSILON },
    });
  },

  activation(node, { on, from }) {
    const x = from[0]!;
    switch (node.function) {
      case 'tanh':
        return on.apply('Tanh', [x]);
      case 'sigmoid':
        return on.apply('Sigmoid', [x]);
      case 'relu':
        return on.apply('Relu', [x]);
      case 'gelu': {
        // x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2; an operator of its own only from opset 20.
        const cube = on.apply('Mul', [x, on.apply('Mul', [x, x])]);
        const inner = on.apply('Add', [x, on.apply('Mul', [cube, on.scalar(0.044715)])]);
        const t = on.apply('Tanh', [on.apply('Mul', [inner, on.scalar(Math.sqrt(2 / Math.PI))])]);
        const half = on.apply('Mul', [x, on.scalar(0.5)]);
        return on.apply('Mul', [half, on.apply('Add', [t, on.scalar(1)])]);
      }
    }
  },
};

/** Adds any node. @throws UserError (exit 2) when ONNX has no operator for it */
export function addNode(node: NodeSpec, scope: OperatorScope): string {
  return (adders[node.kind] as AddNode<NodeSpec>)(node, scope);
}
