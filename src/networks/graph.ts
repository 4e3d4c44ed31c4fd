import type { InputSpec, LossSpec, NetworkSpec, NodeSpec } from './spec.js';

/** Omit that keeps the members of a union apart. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Collects inputs and nodes in the order in which they are made; each call returns an id to read. */
export interface Graph {
  /** @param learns whether what makes the input learns as well */
  input(id: string, shape: readonly number[], learns?: boolean): string;
  node(id: string, spec: Without<NodeSpec, 'id'>): string;
  build(output: string, loss: LossSpec): NetworkSpec;
}

export function createGraph(): Graph {
  const inputs: InputSpec[] = [];
  const nodes: NodeSpec[] = [];
  return {
    input(id, shape, learns = false) {
      inputs.push(learns ? { id, shape, learns } : { id, shape });
      return id;
    },
    node(id, spec) {
      nodes.push({ ...spec, id });
      return id;
    },
    build: (output, loss) => ({ inputs, nodes, output, loss }),
  };
}

/** Joins along the last axis; a single value needs no node. */
export function joined(graph: Graph, id: string, from: readonly string[]): string {
  return from.length === 1 ? from[0]! : graph.node(id, { kind: 'concat', from });
}

/** Dropout, or nothing at a rate of 0. */
export function dropped(graph: Graph, id: string, from: string, rate: number): string {
  return rate > 0 ? graph.node(id, { kind: 'dropout', from, rate }) : from;
}
