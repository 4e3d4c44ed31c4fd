import type { Network } from '../engines/engine.js';
import type { LayerWeights } from './cell-step.js';

/** The weights of a network's recurrent layer. */
export function layerWeights(network: Network, layer: string, units: number): LayerWeights {
  return {
    units,
    kernel: parameterValues(network, `${layer}.kernel`),
    recurrent: parameterValues(network, `${layer}.recurrent`),
    bias: parameterValues(network, `${layer}.bias`),
    recurrentBias: network.parameters.some(({ name }) => name === `${layer}.recurrentBias`)
      ? parameterValues(network, `${layer}.recurrentBias`)
      : new Float64Array(),
  };
}

/** One parameter of a network, flat. */
export function parameterValues(network: Network, name: string): Float64Array {
  const found = network.parameters.find((parameter) => parameter.name === name);
  if (!found) throw new Error(`the network has no parameter "${name}"`);
  const { offset, size } = found;
  return Float64Array.from(network.weights().subarray(offset, offset + size));
}
