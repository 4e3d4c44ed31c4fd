import type { Tensor } from '@tensorflow/tfjs';
import type { NetworkSpec } from '../../networks/spec.js';
import { createRandom } from '../../random.js';
import type { Batch, CompileOptions, Network } from '../engine.js';
import { targetsOf } from '../wasm/layout.js';
import { sizeOf } from '../wasm/nodes/shape.js';
import { initializeAll, type Parameter, parametersOf, shapesOf } from '../wasm/parameters.js';
import { adamwStep, norm } from './adamw.js';
import type { DropoutKey } from './dropout-mask.js';
import { forwardNetwork } from './forward.js';
import type { LoadedTensorflow } from './load.js';
import { meanLoss, splitTargets } from './losses.js';

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

  const tensorOf = ({ offset, size, shape }: Parameter): Tensor =>
    tf.tensor(weights.slice(offset, offset + size), [...shape]);

  function inputTensors(first: number, size: number, inputs: Batch['inputs']) {
    return spec.inputs.map(({ id, shape }): [string, Tensor] => {
      const width = sizeOf(shape);
      const from = inputs[id];
      if (!from) throw new Error(`the batch has no input "${id}"`);
      return [id, tf.tensor(from.slice(first * width, (first + size) * width), [size, ...shape])];
    });
  }

  const targetTensors = ({ targets, size }: Batch) =>
    splitTargets(tf, targets.slice(0, size * targetsPerRow), size);

  /** Loss and its gradient; zeros for what is frozen. */
  function learn(batch: Batch, dropout: DropoutKey | null) {
    trained();
    if (batch.size > options.batchSize)
      throw new Error('the batch is larger than was compiled for');
    const gradient = new Float32Array(parameterCount);
    const loss = tf.tidy(() => {
      const learning = parameters.filter(({ frozen }) => !frozen);
      const fixed = parameters.filter(({ frozen }) => frozen);
      const constants = fixed.map((entry): [string, Tensor] => [entry.name, tensorOf(entry)]);
      const inputs = new Map(inputTensors(0, batch.size, batch.inputs));
      const targets = targetTensors(batch);
      const { value, grads } = tf.valueAndGrads((...tensors: Tensor[]) => {
        const named = learning.map(({ name }, i): [string, Tensor] => [name, tensors[i]!]);
        const output = forwardNetwork(tf, spec, inputs, new Map([...constants, ...named]), dropout);
        return meanLoss(tf, spec.loss, output, targets);
      })(learning.map(tensorOf));
      for (const [i, { offset }] of learning.entries()) gradient.set(grads[i]!.dataSync(), offset);
      return value.dataSync()[0]!;
    });
    return { loss, gradient };
  }

  const allWeights = () =>
    new Map(parameters.map((entry): [string, Tensor] => [entry.name, tensorOf(entry)]));

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
      adamwStep(weights, gradient, trained(), decays, step);
      return { loss, gradientNorm: norm(gradient) };
    },
    gradient: (batch) => learn(batch, null),
    evaluate(batch) {
      const { loss, count } = tf.tidy(() => {
        const targets = targetTensors(batch);
        const inputs = new Map(inputTensors(0, batch.size, batch.inputs));
        const output = forwardNetwork(tf, spec, inputs, allWeights(), null);
        return {
          loss: meanLoss(tf, spec.loss, output, targets).dataSync()[0]!,
          count: targets.count,
        };
      });
      return { loss, count };
    },
    predict(size, inputs) {
      const result = new Float32Array(size * outputs);
      for (let first = 0; first < size; first += options.batchSize) {
        const rows = Math.min(options.batchSize, size - first);
        tf.tidy(() => {
          const values = new Map(inputTensors(first, rows, inputs));
          const output = forwardNetwork(tf, spec, values, allWeights(), null);
          result.set(output.dataSync(), first * outputs);
        });
      }
      return result;
    },
    // Tensors live only within a pass, so there is nothing to free.
    dispose() {},
  };
}
