import type { Random } from '../random.js';
import { factsOfKind } from './facts/index.js';
import type { ParameterSpec, Shape } from './facts/node-facts.js';
import { sizeOf } from './facts/shape.js';
import { initialize } from './initializers.js';
import type { NetworkSpec, NodeSpec } from './spec.js';

/** One named array inside the flat weights. */
export interface ParameterInfo {
  /** `<node id>.<role>`, e.g. `encoder.kernel`, `encoder.recurrent`, `encoder.bias`. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Position in the flat array, in numbers. */
  readonly offset: number;
  readonly size: number;
}

/** A parameter with its place in the flat weights. */
export interface Parameter extends ParameterInfo, ParameterSpec {
  readonly node: string;
}

/** The ids that a node reads. */
export function sourcesOf(node: NodeSpec): readonly string[] {
  return typeof node.from === 'string' ? [node.from] : node.from;
}

/** The node whose parameters a node works with: its own, or those it shares. */
export function ownerOf(node: NodeSpec): string {
  return 'weightsOf' in node ? node.weightsOf : node.id;
}

/**
 * The shape of every input and node, by id.
 * @throws Error when a node reads an unknown id or shapes do not fit: the builder is at fault.
 */
export function shapesOf(spec: NetworkSpec): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>(spec.inputs.map((input) => [input.id, input.shape]));
  for (const node of spec.nodes) {
    if (shapes.has(node.id)) throw new Error(`two nodes are called "${node.id}"`);
    shapes.set(node.id, factsOfKind.get(node.kind).shape(node, inputShapes(node, shapes)));
  }
  if (!shapes.has(spec.output)) throw new Error(`the network has no node "${spec.output}"`);
  return shapes;
}

/** The shapes of what a node reads. */
export function inputShapes(node: NodeSpec, shapes: ReadonlyMap<string, Shape>): Shape[] {
  return sourcesOf(node).map((id) => {
    const shape = shapes.get(id);
    if (!shape) throw new Error(`node "${node.id}" reads "${id}", which is not before it`);
    return shape;
  });
}

/** All parameters, one after the other in the order of the nodes. */
export function parametersOf(
  spec: NetworkSpec,
  shapes: ReadonlyMap<string, Shape>,
): readonly Parameter[] {
  let offset = 0;
  return spec.nodes.flatMap((node) =>
    factsOfKind
      .get(node.kind)
      .parameters(node, inputShapes(node, shapes))
      .map((parameter) => {
        const size = sizeOf(parameter.shape);
        const name = `${node.id}.${parameter.role}`;
        const place = { ...parameter, name, node: node.id, offset, size };
        offset += size;
        return place;
      }),
  );
}

/**
 * Fills the weights. Each parameter draws from a generator of its own name, so that changing one layer
 * leaves the others' starts alone.
 */
export function initializeAll(
  parameters: readonly Parameter[],
  random: Random,
  weights: Float32Array,
): void {
  for (const { name, shape, initializers, offset, size } of parameters) {
    const own = random.fork(name);
    const target = weights.subarray(offset, offset + size);
    const width = shape.at(-1)!;
    const columns = width / initializers.length;
    for (const [i, initializer] of initializers.entries()) {
      initialize(initializer, own, target, {
        rows: size / width,
        width,
        columns,
        first: i * columns,
      });
    }
  }
}

/** How many numbers of target a row has. */
export function targetsOf(spec: NetworkSpec, shapes: ReadonlyMap<string, Shape>): number {
  const outputs = sizeOf(shapes.get(spec.output)!);
  return spec.loss.kind === 'pinball' ? outputs / spec.loss.probabilities.length : outputs;
}
