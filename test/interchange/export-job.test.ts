import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPanel } from '../../src/data/read-panel.js';
import { models } from '../../src/models/index.js';
import { readState } from '../../src/models/neural/state.js';
import { readModelFile } from '../../src/store/model-file.js';
import { prepareFeatures } from '../../src/training/windows/features.js';
import { createWindowReader } from '../../src/training/windows/window-reader.js';
import { runExportJob } from '../../src/workflows/interchange/export.js';
import { runTrainJob } from '../../src/workflows/train-job.js';

const engine = { name: 'wasm', threads: 1 };
const file = fileURLToPath(new URL('../../fixtures/seattle-weather.csv', import.meta.url));
const reading = { target: ['temp_max'] };

describe('exporting a model file', () => {
  let folder = '';
  const at = (name: string) => join(folder, name);

  const trained = async (name: string, model: string, options: Record<string, number>) => {
    await runTrainJob(
      {
        files: [file],
        reading,
        modelling: { models: [model], horizon: 5, levels: [], options, engine },
        output: at(name),
        version: '0.1.0',
        clock: () => 0,
      },
      {},
    );
    return at(name);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatecast-export-'));
    tf.enableProdMode();
    await tf.setBackend('cpu');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives files from which plain TensorFlow.js forecasts what gatecast does', async () => {
    const options = { epochs: 1, hidden: 4, lookback: 14 };
    const model = await trained('gru.gatecast', 'gru', options);
    const job = { model, to: 'tfjs', target: at('tfjs'), version: '0.1.0' };
    const { files } = await runExportJob(job);
    expect(files.map(({ path }) => path)).toEqual(
      ['gatecast.json', 'weights.bin', 'model.json'].map((name) => join(folder, 'tfjs', name)),
    );

    const { modelTopology, weightsManifest } = JSON.parse(
      await readFile(at('tfjs/model.json'), 'utf8'),
    );
    const weights = await readFile(at('tfjs/weights.bin'));
    const network = await tf.loadLayersModel(
      tf.io.fromMemory({
        modelTopology,
        weightSpecs: weightsManifest[0].weights,
        weightData: new Uint8Array(weights).buffer,
      }),
    );

    const { fitted } = await readModelFile(model);
    const { panel } = await readPanel([file], reading);
    const document = JSON.parse(await readFile(at('tfjs/gatecast.json'), 'utf8'));
    const reader = createWindowReader(document.plan);
    const [series] = prepareFeatures(document.plan, panel, { rows: 14, ahead: 5 });
    const inputs = reader.allocate(1);
    const scale = reader.read(series!, series!.rows, inputs, 0);
    const tensors = document.inputs.map(({ name, shape }: { name: string; shape: number[] }) =>
      tf.tensor(inputs[name]!, [1, ...shape]),
    );
    const output = Float64Array.from((network.predict(tensors) as tf.Tensor).dataSync());
    reader.restore(scale, output);

    const [forecast] = await models.get('gru').forecast(fitted, panel, engine);
    output.forEach((value, h) => {
      expect(value).toBeCloseTo(forecast!.point[h]!, 4);
    });
    expect(readState(fitted).plan).toEqual(document.plan);
  });

  it('asks which network of an ensemble, and writes that one', async () => {
    const options = { epochs: 0, hidden: 4, lookback: 7, ensemble: 2 };
    const model = await trained('two.gatecast', 'rnn', options);
    const job = { model, to: 'onnx', target: at('two.onnx'), version: '0.1.0' };
    await expect(runExportJob(job)).rejects.toMatchObject({
      exitCode: 2,
      hint: expect.stringContaining('--member 1'),
    });
    await expect(runExportJob({ ...job, member: 3 })).rejects.toMatchObject({ exitCode: 2 });
    const { files } = await runExportJob({ ...job, member: 2 });
    expect(files.map(({ path }) => path)).toEqual([at('two.gatecast.json'), at('two.onnx')]);
    expect(JSON.parse(await readFile(at('two.gatecast.json'), 'utf8')).member).toBe(2);
  });

  it('refuses a model without a network', async () => {
    const model = await trained('naive.gatecast', 'naive', {});
    const job = { model, to: 'tfjs', target: at('naive'), version: '0.1.0' };
    await expect(runExportJob(job)).rejects.toMatchObject({
      exitCode: 2,
      message: 'model "naive" has no network to export',
    });
  });
});
