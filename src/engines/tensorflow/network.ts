import type { Tensor } from '@tensorflow/tfjs';
import { sizeOf } from '../../networks/facts/shape.js';
import {
  initializeAll,
  type Parameter,
  parametersOf,
  shapesOf,
  targetsOf,
} from '../../networks/parameters.js';
import type { NetworkSpec } from '../../networks/spec.js';
import { createRandom } from '../../random.js';
import type { Batch, CompileOptions, Network } from '../engine.js';
import { adamwStep, norm } from './adamw.js';
import type { DropoutKey } from './dropout-mask.js';
import { forwardNetwork } from './forward.js';
import type { LoadedTensorflow, Tensorflow } from './load.js';
import { meanLoss, splitTargets } from './losses.js';
import { inputTensors, weightTensors } from './tensors.js';

/** What a network's passes work with. */
interface OpenNetwork {
  readonly tf: Tensorflow;
  readonly spec: NetworkSpec;
  readonly options: CompileOptions;
  readonly parameters: readonly Parameter[];
  readonly targetsPerRow: number;
  readonly weights: Float32Array; // (parameters)
  /** Of the last pass that took gradients, for the inputs that learn. */
  readonly inputGradients: Map<string, Float32Array>;
}

/**
 * A network in TensorFlow.js. Its weights are one flat array as in every engine, of which each pass
 * makes tensors; shapes, parameters and first weights are those of the WebAssembly engine.
 */
export function createNetwork(
  spec: NetworkSpec,
  options: CompileOptions,
  { tf, remark }: LoadedTensorflow,
): Network {
  const shapes = shapesOf(spec);
  const parameters = parametersOf(spec, shapes);
  const parameterCount = parameters.reduce((sum, { size }) => sum + size, 0);
  const weights = new Float32Array(parameterCount);
  if (options.seed !== null) initializeAll(parameters, createRandom(options.seed), weights);
  const network: OpenNetwork = {
    tf,
    spec,
    options,
    parameters,
    weights,
    targetsPerRow: targetsOf(spec, shapes),
    inputGradients: new Map(),
  };
  return {
    spec,
    remark,
    parameters: parameters.map(({ name, shape, offset, size }) => ({ name, shape, offset, size })),
    parameterCount,
    weights: () => weights.slice(),
    setWeights(values) {
      if (values.length !== parameterCount) throw new Error('weights of another network');
      weights.set(values);
    },
    ...learningOf(network),
    ...inferenceOf(network, sizeOf(shapes.get(spec.output)!)),
    // Tensors live only within a pass, so there is nothing to free.
    dispose() {},
  };
}

/** Passes that take gradients, and what the optimizer keeps between them. */
function learningOf(
  network: OpenNetwork,
): Pick<Network, 'optimizer' | 'setOptimizer' | 'trainStep' | 'gradient' | 'inputGradient'> {
  const { options, parameters, weights, inputGradients } = network;
  const moments = options.training
    ? { first: new Float32Array(weights.length), second: new Float32Array(weights.length) }
    : null;
  const decays = new Float32Array(weights.length);
  for (const { offset, size, decays: does } of parameters) {
    decays.fill(does ? 1 : 0, offset, offset + size);
  }
  function trained() {
    if (moments === null) throw new Error('the network was compiled without training');
    return moments;
  }
  return {
    optimizer: () => ({ first: trained().first.slice(), second: trained().second.slice() }),
    setOptimizer({ first, second }) {
      trained().first.set(first);
      trained().second.set(second);
    },
    trainStep(batch, step) {
      const state = trained();
      const { loss, gradient } = learn(network, batch, { seed: step.seed, step: step.step });
      const gradientNorm = norm(gradient);
      adamwStep({ weights, gradient, gradientNorm, decays, ...state }, step);
      return { loss, gradientNorm };
    },
    gradient(batch) {
      trained();
      return learn(network, batch, null);
    },
    inputGradient(id) {
      const known = inputGradients.get(id);
      if (!known) throw new Error(`input "${id}" does not learn, or nothing was learnt yet`);
      return known.slice();
    },
  };
}

/** Passes without gradients, and without dropout. */
function inferenceOf(
  network: OpenNetwork,
  outputsPerRow: number,
): Pick<Network, 'evaluate' | 'predict'> {
  const { tf, spec, options } = network;
  return {
    evaluate(batch) {
      requireFit(batch.size, options);
      return tf.tidy(() => {
        const targets = targetTensors(network, batch);
        const output = infer(network, batch.inputs, 0, batch.size);
        const loss = meanLoss(tf, spec.loss, output, targets).dataSync()[0]!;
        return { loss, count: targets.count };
      });
    },
    predict(size, inputs) {
      const result = new Float32Array(size * outputsPerRow);
      for (let first = 0; first < size; first += options.batchSize) {
        const rows = Math.min(options.batchSize, size - first);
        tf.tidy(() => {
          result.set(infer(network, inputs, first, rows).dataSync(), first * outputsPerRow);
        });
      }
      return result;
    },
  };
}

/** Loss and its gradient; zeros for what is frozen. // gradient: (parameters) */
function learn(network: OpenNetwork, batch: Batch, dropout: DropoutKey | null) {
  const { tf, spec, options, parameters, weights, inputGradients } = network;
  requireFit(batch.size, options);
  const learning = parameters.filter((parameter) => !parameter.frozen);
  const frozen = parameters.filter((parameter) => parameter.frozen);
  const sources = spec.inputs.filter(({ learns }) => learns).map(({ id }) => id);
  const gradient = new Float32Array(weights.length);
  const loss = tf.tidy(() => {
    const inputs = inputTensors(tf, spec, batch.inputs, 0, batch.size);
    const targets = targetTensors(network, batch);
    const constants = weightTensors(tf, frozen, weights);
    const { value, grads } = tf.valueAndGrads((...tensors: Tensor[]) => {
      const variables = learning.map(({ name }, i): [string, Tensor] => [name, tensors[i]!]);
      const varied = sources.map((id, i): [string, Tensor] => [id, tensors[learning.length + i]!]);
      const all = new Map([...constants, ...variables]);
      const read = new Map([...inputs, ...varied]);
      return meanLoss(tf, spec.loss, forwardNetwork(tf, spec, read, all, dropout), targets);
    })([...weightTensors(tf, learning, weights).values(), ...sources.map((id) => inputs.get(id)!)]);
    for (const [i, { offset }] of learning.entries()) gradient.set(grads[i]!.dataSync(), offset);
    for (const [i, id] of sources.entries()) {
      inputGradients.set(id, Float32Array.from(grads[learning.length + i]!.dataSync()));
    }
    return value.dataSync()[0]!;
  });
  return { loss, gradient };
}

/** The output of rows [first, first + size), without dropout. */
function infer(
  { tf, spec, parameters, weights }: OpenNetwork,
  inputs: Batch['inputs'],
  first: number,
  size: number,
): Tensor {
  const values = inputTensors(tf, spec, inputs, first, size);
  return forwardNetwork(tf, spec, values, weightTensors(tf, parameters, weights), null);
}

const targetTensors = ({ tf, targetsPerRow }: OpenNetwork, { targets, size }: Batch) =>
  splitTargets(tf, targets.slice(0, size * targetsPerRow), size);

function requireFit(size: number, { batchSize }: CompileOptions): void {
  if (size > batchSize) throw new Error('the batch is larger than was compiled for');
}
