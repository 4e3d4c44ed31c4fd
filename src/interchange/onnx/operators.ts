import type { NodeSpec } from '../../networks/spec.js';
import type { NetworkParts, Values } from '../parameters.js';
import { type Attributes, floatTensor, integerTensor, nodeProto } from './model.js';

/** Collects operators and constants; every call returns the name of its result. */
export interface Operators {
  readonly nodes: readonly Uint8Array[];
  readonly constants: readonly Uint8Array[];
  /** An operator with one result; `name` where the result must be called so. */
  apply(type: string, inputs: readonly string[], attributes?: Attributes, name?: string): string;
  /** An operator with as many results as names. */
  applyMany(
    type: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes?: Attributes,
  ): readonly string[];
  floats(values: Values): string;
  scalar(value: number): string;
  integers(values: readonly number[]): string;
  /** A fresh name. */
  name(): string;
}

export function createOperators(): Operators {
  const nodes: Uint8Array[] = [];
  const constants: Uint8Array[] = [];
  let count = 0;
  const name = () => `value_${++count}`;
  const applyMany: Operators['applyMany'] = (type, inputs, outputs, attributes = {}) => {
    nodes.push(nodeProto(type, inputs, outputs, attributes));
    return outputs;
  };
  const floats = (values: Values) => {
    const id = name();
    constants.push(floatTensor(id, values));
    return id;
  };
  return {
    nodes,
    constants,
    name,
    applyMany,
    floats,
    apply: (type, inputs, attributes = {}, output = name()) =>
      applyMany(type, inputs, [output], attributes)[0]!,
    scalar: (value) => floats({ shape: [], data: Float32Array.of(value) }),
    integers(values) {
      const id = name();
      constants.push(integerTensor(id, values));
      return id;
    },
  };
}

/** What a node is written with. */
export interface OperatorScope {
  readonly on: Operators;
  readonly parts: NetworkParts;
  /** Names of the values that the node reads. */
  readonly from: readonly string[];
  /** x W + b with the node's kernel and, if it has one, bias. */
  linear(node: NodeSpec, x: string): string;
}

export type OfKind<K extends Kind> = Extract<NodeSpec, { kind: K }>;

export type Kind = NodeSpec['kind'];
