import type { Tensor } from '@tensorflow/tfjs';
import type { NetworkSpec } from '../../networks/spec.js';
import { createRandom } from '../../random.js';
import type { Batch, CompileOptions, Network } from '../engine.js';
import { targetsOf } from '../wasm/layout.js';
import { sizeOf } from '../wasm/nodes/shape.js';
import { initializeAll, parametersOf, shapesOf } from '../wasm/parameters.js';
import { adamwStep, norm } from './adamw.js';
import type { DropoutKey } from './dropout-mask.js';
import { forwardNetwork } from './forward.js';
import type { LoadedTensorflow } from './load.js';
import { meanLoss, splitTargets } from './losses.js';
import { inputTensors, weightTensors } from './tensors.js';

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
  const sources = spec.inputs.filter(({ learns }) => learns).map(({ id }) => id);
  const sourceGradients = new Map<string, Float32Array>();
  const learning = parameters.filter((parameter) => !parameter.frozen);
  const frozen = parameters.filter((parameter) => parameter.frozen);
  const parameterCount = parameters.reduce((sum, { size }) => sum + size, 0);
  const outputs = sizeOf(shapes.get(spec.output)!);
  const targetsPerRow = targetsOf(spec, shapes);
  const weights = new Float32Array(parameterCount);
  if (options.seed !== null) initializeAll(parameters, createRandom(options.seed), weights);
  const moments = options.training
    ? { first: new Float32Array(parameterCount), second: new Float32Array(parameterCount) }
    : null;
  const decays = new Float32Array(parameterCount);
  for (const { offset, size, decays: does } of parameters) {
    decays.fill(does ? 1 : 0, offset, offset + size);
  }

  function trained() {
    if (moments === null) throw new Error('the network was compiled without training');
    return moments;
  }

  const targetTensors = ({ targets, size }: Batch) =>
    splitTargets(tf, targets.slice(0, size * targetsPerRow), size);

  /** Loss and its gradient; zeros for what is frozen. */
  function learn(batch: Batch, dropout: DropoutKey | null) {
    trained();
    requireFit(batch.size, options);
    const gradient = new Float32Array(parameterCount);
    const loss = tf.tidy(() => {
      const inputs = inputTensors(tf, spec, batch.inputs, 0, batch.size);
      const targets = targetTensors(batch);
      const constants = weightTensors(tf, frozen, weights);
      const { value, grads } = tf.valueAndGrads((...tensors: Tensor[]) => {
        const variables = learning.map(({ name }, i): [string, Tensor] => [name, tensors[i]!]);
        const all = new Map([...constants, ...variables]);
        const varied = sources.map((id, i): [string, Tensor] => [
          id,
          tensors[learning.length + i]!,
        ]);
        const read = new Map([...inputs, ...varied]);
        return meanLoss(tf, spec.loss, forwardNetwork(tf, spec, read, all, dropout), targets);
      })([
        ...weightTensors(tf, learning, weights).values(),
        ...sources.map((id) => inputs.get(id)!),
      ]);
      for (const [i, { offset }] of learning.entries()) gradient.set(grads[i]!.dataSync(), offset);
      for (const [i, id] of sources.entries()) {
        sourceGradients.set(id, Float32Array.from(grads[learning.length + i]!.dataSync()));
      }
      return value.dataSync()[0]!;
    });
    return { loss, gradient };
  }

  /** The output of rows [first, first + size), without dropout. */
  function infer(inputs: Batch['inputs'], first: number, size: number): Tensor {
    const values = inputTensors(tf, spec, inputs, first, size);
    return forwardNetwork(tf, spec, values, weightTensors(tf, parameters, weights), null);
  }

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
    optimizer: () => ({ first: trained().first.slice(), second: trained().second.slice() }),
    setOptimizer({ first, second }) {
      trained().first.set(first);
      trained().second.set(second);
    },
    trainStep(batch, step) {
      const { loss, gradient } = learn(batch, { seed: step.seed, step: step.step });
      const gradientNorm = norm(gradient);
      adamwStep({ weights, gradient, gradientNorm, decays, ...trained() }, step);
      return { loss, gradientNorm };
    },
    gradient: (batch) => learn(batch, null),
    inputGradient(id) {
      const known = sourceGradients.get(id);
      if (!known) throw new Error(`input "${id}" does not learn, or nothing was learnt yet`);
      return known.slice();
    },
    evaluate(batch) {
      requireFit(batch.size, options);
      return tf.tidy(() => {
        const targets = targetTensors(batch);
        const output = infer(batch.inputs, 0, batch.size);
        const loss = meanLoss(tf, spec.loss, output, targets).dataSync()[0]!;
        return { loss, count: targets.count };
      });
    },
    predict(size, inputs) {
      const result = new Float32Array(size * outputs);
      for (let first = 0; first < size; first += options.batchSize) {
        const rows = Math.min(options.batchSize, size - first);
        tf.tidy(() => {
          result.set(infer(inputs, first, rows).dataSync(), first * outputs);
        });
      }
      return result;
    },
    // Tensors live only within a pass, so there is nothing to free.
    dispose() {},
  };
}

function requireFit(size: number, { batchSize }: CompileOptions): void {
  if (size > batchSize) throw new Error('the batch is larger than was compiled for');
}
