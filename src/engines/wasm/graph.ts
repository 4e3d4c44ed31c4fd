import type { NetworkSpec } from '../../networks/spec.js';
import { call, type Instruction } from './kernels.js';
import type { Layout } from './layout.js';
import type { Arena } from './memory.js';
import { nodeKinds } from './nodes/index.js';
import type { ParameterPlace, Scope, Value } from './nodes/node-kind.js';
import { positionsOf, sizeOf, widthOf } from './nodes/shape.js';
import { type Operand, plus, times } from './operand.js';
import type { Packing } from './packing.js';
import { ownerOf, type Parameter, sourcesOf } from './parameters.js';

/** A shard's way through the network. */
export interface Graph {
  readonly forward: readonly Instruction[];
  /** From the output's gradient to the parameters'. */
  readonly backward: readonly Instruction[];
  /** Sets every gradient in the arena to zero. */
  readonly clear: readonly Instruction[];
  readonly output: Value;
}

/** Lays a network out in a shard's arena, node by node. */
export function buildGraph(
  spec: NetworkSpec,
  parameters: readonly Parameter[],
  places: { layout: Layout; packing: Packing; arena: Arena },
  training: boolean,
): Graph {
  const { layout, packing, arena } = places;
  const forward: Instruction[] = [];
  const clear: Instruction[] = [];
  const backward: Instruction[][] = [];
  const values = new Map<string, Value>();

  for (const { id, shape, learns } of spec.inputs) {
    const numbers = sizeOf(shape);
    const data = arena.perRow(numbers);
    const gradient = training && learns ? arena.perRow(numbers) : null;
    values.set(id, { shape, data, gradient });
    const rows = {
      ...{ firstRow: times('firstRow'), present: times('present'), rows: times('rows') },
      positions: positionsOf(shape),
      width: widthOf(shape),
    };
    forward.push(call('loadRows', { y: data, batch: layout.inputs.get(id)!, ...rows }));
    if (gradient === null) continue;
    clear.push(call('fill', { y: gradient, value: 0, count: times('rows', numbers) }));
    const batch = layout.inputGradients.get(id)!;
    backward.push([call('storeRows', { batch, y: gradient, ...rows })]);
  }

  for (const [number, node] of spec.nodes.entries()) {
    const inputs = sourcesOf(node).map((id) => values.get(id)!);
    const own = parameters.filter((parameter) => parameter.node === ownerOf(node));
    const learns =
      training &&
      (own.some(({ frozen }) => !frozen) || inputs.some((input) => input.gradient !== null));
    const steps: Instruction[] = [];
    backward.unshift(steps);

    const gradient = (numbers: number): Operand | null => {
      if (!learns) return null;
      const y = arena.perRow(numbers);
      clear.push(call('fill', { y, value: 0, count: times('rows', numbers) }));
      return y;
    };
    const scope: Scope = {
      ...{ inputs, training, number, gradient },
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
      forward: (kernel, operands) => forward.push(call(kernel, operands)),
      backward: (kernel, operands) => steps.push(call(kernel, operands)),
    };
    values.set(node.id, nodeKinds.get(node.kind).build(node, scope));
  }
  return { forward, backward: backward.flat(), clear, output: values.get(spec.output)! };
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
