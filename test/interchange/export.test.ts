import * as tf from '@tensorflow/tfjs';
import * as ort from 'onnxruntime-web';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '../../src/engines/engine.js';
import { wasmEngine } from '../../src/engines/wasm/engine.js';
import { UserError } from '../../src/errors.js';
import type { TrainedNetwork } from '../../src/interchange/export-format.js';
import { exportFormats } from '../../src/interchange/index.js';
import { networks } from '../../src/networks/index.js';
import type { LossSpec, NetworkSpec } from '../../src/networks/spec.js';
import { defaultOptions } from '../../src/options.js';
import { createRandom } from '../../src/random.js';
import { batchFor, samples } from '../engines/wasm/samples.js';

const SIZE = 3;
const GENERATOR = 'gatecast test';

/** A network with random weights, what goes in and what our engine says to it. */
async function trained(
  spec: NetworkSpec,
): Promise<{ network: TrainedNetwork; batch: Batch; expected: Float32Array }> {
  const options = { batchSize: SIZE, training: false, threads: 1, seed: 5 };
  const compiled = await wasmEngine.compile(spec, options);
  const random = createRandom(3);
  const weights = compiled.weights().map((weight) => weight + 0.2 * (random.uniform() - 0.5));
  compiled.setWeights(weights);
  const batch = batchFor(spec, SIZE);
  const expected = compiled.predict(SIZE, batch.inputs);
  compiled.dispose();
  return { network: { spec, weights }, batch, expected };
}

/** What plain TensorFlow.js says after reading the files. */
async function throughTfjs(network: TrainedNetwork, { inputs }: Batch): Promise<Float32Array> {
  const files = new Map(
    exportFormats
      .get('tfjs')
      .write(network, GENERATOR)
      .map(({ name, contents }) => [name, contents]),
  );
  const { modelTopology, weightsManifest } = JSON.parse(String(files.get('model.json')));
  const { paths, weights: weightSpecs } = weightsManifest[0];
  const weightData = (files.get(paths[0]) as Uint8Array).slice().buffer;
  const model = await tf.loadLayersModel(
    tf.io.fromMemory({ modelTopology, weightSpecs, weightData }),
  );
  const tensors = network.spec.inputs.map(({ id, shape }) =>
    tf.tensor(inputs[id]!, [SIZE, ...shape]),
  );
  const output = model.predict(tensors.length === 1 ? tensors[0]! : tensors) as tf.Tensor;
  return output.dataSync() as Float32Array;
}

/** What ONNX Runtime says after reading the file. */
async function throughOnnx(network: TrainedNetwork, { inputs }: Batch): Promise<Float32Array> {
  const [file] = exportFormats.get('onnx').write(network, GENERATOR);
  const session = await ort.InferenceSession.create(file!.contents as Uint8Array);
  const feeds = Object.fromEntries(
    network.spec.inputs.map(({ id, shape }) => [
      id,
      new ort.Tensor('float32', inputs[id]!, [SIZE, ...shape]),
    ]),
  );
  const { forecast } = await session.run(feeds);
  expect(forecast!.dims.slice(1)).toHaveLength(1);
  return forecast!.data as Float32Array;
}

function furthest(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  tf.enableProdMode();
  await tf.setBackend('cpu');
});

const layout = { lookback: 12, horizon: 4, covariates: 2, known: 3, origin: 4, statics: 2 };
const quantiles: LossSpec = { kind: 'pinball', probabilities: [0.1, 0.5, 0.9] };
const families = networks.entries.map((family) => {
  const options = {
    ...defaultOptions(family.options),
    hidden: 8,
    dropout: 0.1,
    layers: 2,
    bidirectional: true,
    heads: 2,
    [family.patchOption]: 3,
  };
  return {
    name: family.name,
    spec: family.build({ ...layout, line: true, loss: quantiles }, options),
  };
});

describe.each(families)('an exported $name', ({ name, spec }) => {
  it('predicts in ONNX Runtime what it predicts here', async () => {
    const { network, batch, expected } = await trained(spec);
    expect(furthest(await throughOnnx(network, batch), expected)).toBeLessThan(1e-5);
  });

  if (name === 'segrnn') {
    it('is refused for TensorFlow.js, which has no gru of its form', async () => {
      const { network } = await trained(spec);
      const write = () => exportFormats.get('tfjs').write(network, GENERATOR);
      expect(write).toThrow(UserError);
      expect(write).toThrow('"encoder" is a gru of the reset-after form');
    });
  } else {
    it('predicts in plain TensorFlow.js what it predicts here', async () => {
      const { network, batch, expected } = await trained(spec);
      expect(furthest(await throughTfjs(network, batch), expected)).toBeLessThan(1e-5);
    });
  }
});

const dilated = (spec: NetworkSpec) =>
  spec.nodes.some((node) => node.kind === 'recurrent' && (node.dilation ?? 1) > 1);

describe.each(samples)('an exported network of $name', ({ spec }) => {
  it.each(['tfjs', 'onnx'] as const)('predicts the same in %s, or is refused', async (format) => {
    const { network, batch, expected } = await trained(spec);
    const through = format === 'tfjs' ? throughTfjs : throughOnnx;
    const kinds = spec.nodes.map(({ kind }) => kind);
    const resetAfter = spec.nodes.some((node) => 'resetAfter' in node && node.resetAfter);
    const wordless =
      dilated(spec) ||
      (format === 'tfjs' && (resetAfter || kinds.includes('step') || kinds.includes('embedding')));
    if (wordless) {
      await expect(through(network, batch)).rejects.toMatchObject({ exitCode: 2 });
    } else {
      expect(furthest(await through(network, batch), expected)).toBeLessThan(1e-5);
    }
  });
});

describe('an exported file', () => {
  it('has the same bytes for the same network', async () => {
    const { network } = await trained(families[0]!.spec);
    for (const format of exportFormats.entries) {
      expect(format.write(network, GENERATOR)).toEqual(format.write(network, GENERATOR));
    }
  });
});
