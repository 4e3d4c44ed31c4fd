import { positionsOf, sizeOf, widthOf } from '../../networks/facts/shape.js';
import { ownerOf, type Parameter, sourcesOf } from '../../networks/parameters.js';
import type { InputSpec, NetworkSpec, NodeSpec } from '../../networks/spec.js';
import { call, type Instruction } from './kernels.js';
import type { Layout } from './layout.js';
import type { Arena } from './memory.js';
import { nodeKinds } from './nodes/index.js';
import type { ParameterPlace, Scope, Value } from './nodes/node-kind.js';
import { type Operand, plus, times } from './operand.js';
import type { Packing } from './packing.js';

/** A shard's way through the network. */
export interface Graph {
  readonly forward: readonly Instruction[];
  /** From the output's gradient to the parameters'. */
  readonly backward: readonly Instruction[];
  /** Sets every gradient in the arena to zero. */
  readonly clear: readonly Instruction[];
  readonly output: Value;
}

interface Places {
  readonly layout: Layout;
  readonly packing: Packing;
  readonly arena: Arena;
}

/** A graph while it is laid out. */
interface Draft extends Places {
  readonly parameters: readonly Parameter[];
  readonly training: boolean;
  /** What inputs and nodes have come to, by id. */
  readonly values: Map<string, Value>;
  readonly forward: Instruction[];
  /** The steps back of each node, the last node first, and then of the inputs. */
  readonly backward: Instruction[][];
  readonly clear: Instruction[];
}

/** Lays a network out in a shard's arena, node by node. */
export function buildGraph(
  spec: NetworkSpec,
  parameters: readonly Parameter[],
  places: Places,
  training: boolean,
): Graph {
  const draft: Draft = {
    ...places,
    parameters,
    training,
    values: new Map<string, Value>(),
    forward: [],
    backward: [],
    clear: [],
  };
  for (const input of spec.inputs) addInput(draft, input);
  for (const [number, node] of spec.nodes.entries()) addNode(draft, node, number);
  const { forward, backward, clear, values } = draft;
  return { forward, backward: backward.flat(), clear, output: values.get(spec.output)! };
}

/** Loads an input's rows from the batch; stores its gradient, where it learns, beside it. */
function addInput(draft: Draft, { id, shape, learns }: InputSpec): void {
  const { layout, arena } = draft;
  const numbers = sizeOf(shape);
  const data = arena.perRow(numbers);
  const gradient = draft.training && learns ? clearedGradient(draft, numbers) : null;
  draft.values.set(id, { shape, data, gradient });
  const rows = {
    firstRow: times('firstRow'),
    present: times('present'),
    rows: times('rows'),
    positions: positionsOf(shape),
    width: widthOf(shape),
  };
  draft.forward.push(call('loadRows', { y: data, batch: layout.inputs.get(id)!, ...rows }));
  if (gradient === null) return;
  const batch = layout.inputGradients.get(id)!;
  draft.backward.push([call('storeRows', { batch, y: gradient, ...rows })]);
}

/** Lets the node's kind write its steps, forward behind those before it, backward in front. */
function addNode(draft: Draft, node: NodeSpec, number: number): void {
  const { layout, packing, arena, training, values } = draft;
  const inputs = sourcesOf(node).map((id) => values.get(id)!);
  const own = draft.parameters.filter((parameter) => parameter.node === ownerOf(node));
  const learns =
    training &&
    (own.some(({ frozen }) => !frozen) || inputs.some((input) => input.gradient !== null));
  const steps: Instruction[] = [];
  draft.backward.unshift(steps);

  const gradient = (numbers: number) => (learns ? clearedGradient(draft, numbers) : null);
  const scope: Scope = {
    inputs,
    training,
    number,
    gradient,
    control: layout.control,
    parameter: (role) => placeOf(own.find((entry) => entry.role === role)!, layout, packing),
    perRow: arena.perRow,
    fixed: arena.fixed,
    scratch: (matrixRows) => arena.fixed(128 * (matrixRows + 12)),
    value: (shape) => ({
      shape,
      data: arena.perRow(sizeOf(shape)),
      gradient: gradient(sizeOf(shape)),
    }),
    forward: (kernel, operands) => draft.forward.push(call(kernel, operands)),
    backward: (kernel, operands) => steps.push(call(kernel, operands)),
  };
  values.set(node.id, nodeKinds.get(node.kind).build(node, scope));
}

/** Room for a gradient, which each shard sets to zero before it begins. */
function clearedGradient({ arena, clear }: Draft, numbers: number): Operand {
  const y = arena.perRow(numbers);
  clear.push(call('fill', { y, value: 0, count: times('rows', numbers) }));
  return y;
}

function placeOf(parameter: Parameter, layout: Layout, packing: Packing): ParameterPlace {
  const { offset, shape, size } = parameter;
  const address = layout.weights + offset * 4;
  const columns = shape.at(-1)!;
  const matrix = { address, rows: size / columns, columns };
  return {
    data: address,
    gradient: plus(times('gradient'), offset * 4),
    packed: (blocks = 1) => packing.packed(matrix, blocks),
    packedTransposed: (first = 0, count = columns) =>
      packing.packedTransposed(matrix, first, count),
  };
}
