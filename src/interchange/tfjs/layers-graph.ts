import type { NodeSpec } from '../../networks/spec.js';
import type { NetworkParts, Values } from '../parameters.js';

/** A layer of a Keras model, as its configuration names things. */
export interface Layer {
  readonly className: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Names of the layers that it reads. */
  readonly from: readonly string[];
  /** By Keras' name of the weight, in Keras' order. */
  readonly weights: Readonly<Record<string, Values>>;
}

/** Collects layers in the order in which they are made; each call returns the name to read. */
export interface LayersGraph {
  readonly layers: readonly Layer[];
  add(layer: Layer): string;
  /** A constant linear map over the last axis: how the standard layers cut and reorder columns. */
  map(name: string, from: string, kernel: Values): string;
  reshape(name: string, from: string, shape: readonly number[]): string;
}

export function createLayersGraph(): LayersGraph {
  const layers: Layer[] = [];
  const push = (layer: Layer) => {
    layers.push(layer);
    return layer.name;
  };
  /**
   * TensorFlow.js frees a value too early when one layer reads it twice, so each repetition is a copy
   * of its own: a leaky ReLU that leaks everything.
   */
  const copied = (layer: Layer, source: string, position: number) =>
    layer.from.indexOf(source) === position
      ? source
      : push({
          className: 'LeakyReLU',
          name: `${layer.name}_copy${position + 1}`,
          config: { alpha: 1 },
          from: [source],
          weights: {},
        });
  const add = (layer: Layer) => {
    const from = layer.from.map((source, position) => copied(layer, source, position));
    return push({ ...layer, from });
  };
  return {
    layers,
    add,
    map: (name, from, kernel) =>
      add({
        className: 'Dense',
        name,
        config: { units: kernel.shape[1], activation: 'linear', use_bias: false },
        from: [from],
        weights: { kernel },
      }),
    reshape: (name, from, shape) =>
      add({
        className: 'Reshape',
        name,
        config: { target_shape: shape },
        from: [from],
        weights: {},
      }),
  };
}

/** What a node is written with. */
export interface LayersScope {
  readonly graph: LayersGraph;
  readonly parts: NetworkParts;
  /** Names of the layers whose outputs the node reads. */
  readonly from: readonly string[];
}

export type OfKind<K extends Kind> = Extract<NodeSpec, { kind: K }>;

export type Kind = NodeSpec['kind'];
