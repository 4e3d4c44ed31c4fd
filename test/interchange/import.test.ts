import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readPanel } from '../../src/data/read-panel.js';
import { UserError } from '../../src/errors.js';
import { forecast, loadModel } from '../../src/index.js';
import { partsOf } from '../../src/interchange/parameters.js';
import { readState } from '../../src/models/neural/state.js';
import { readModelFile } from '../../src/store/model-file.js';
import { runImportJob } from '../../src/workflows/interchange/import.js';

const [LOOKBACK, HORIZON] = [12, 3];
const file = fileURLToPath(new URL('../../fixtures/seattle-weather.csv', import.meta.url));
const inputShape = [LOOKBACK, 1];
const gated = { recurrentActivation: 'sigmoid' as const };

/** Models as people build them. */
const builds: Readonly<Record<string, () => tf.LayersModel>> = {
  'a sequential lstm': () =>
    tf.sequential({
      layers: [
        tf.layers.lstm({ units: 5, inputShape, returnSequences: true, ...gated }),
        tf.layers.dropout({ rate: 0.2 }),
        tf.layers.lstm({ units: 4, ...gated }),
        tf.layers.dense({ units: HORIZON }),
      ],
    }),
  'a functional gru with hidden dense layers': () => {
    const input = tf.input({ shape: inputShape });
    const state = tf.layers.gru({ units: 6, goBackwards: true, ...gated }).apply(input);
    const hidden = tf.layers.dense({ units: 7, activation: 'relu' }).apply(state);
    const bent = tf.layers.activation({ activation: 'tanh' }).apply(hidden);
    const output = tf.layers.dense({ units: HORIZON, useBias: false }).apply(bent);
    return tf.model({ inputs: input, outputs: output as tf.SymbolicTensor });
  },
  'an encoder and decoder of plain cells': () =>
    tf.sequential({
      layers: [
        tf.layers.simpleRNN({ units: 4, inputShape }),
        tf.layers.repeatVector({ n: HORIZON }),
        tf.layers.simpleRNN({ units: 4, returnSequences: true }),
        tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 1 }) }),
      ],
    }),
  'a flattened sequence': () =>
    tf.sequential({
      layers: [
        tf.layers.gru({ units: 3, inputShape, returnSequences: true, ...gated }),
        tf.layers.flatten(),
        tf.layers.dense({ units: HORIZON, activation: 'sigmoid' }),
      ],
    }),
};

interface Saved {
  json: {
    modelTopology: unknown;
    weightsManifest: { paths: string[]; weights: { name: string; shape: number[] }[] }[];
  };
  weights: Uint8Array;
}

/** What model.save() writes, in memory. */
async function save(model: tf.LayersModel): Promise<Saved> {
  const saved: Saved[] = [];
  await model.save(
    tf.io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData }) => {
      const manifest = [{ paths: ['./group1-shard1of1.bin'], weights: weightSpecs ?? [] }];
      const weights = new Uint8Array(weightData as ArrayBuffer);
      saved.push({ json: { modelTopology, weightsManifest: manifest }, weights });
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  return saved[0]!;
}

let folder = '';
let number = 0;
let place = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatecast-import-'));
  tf.enableProdMode();
  await tf.setBackend('cpu');
});
beforeEach(async () => {
  place = join(folder, `model-${++number}`);
  await mkdir(place);
});
afterAll(() => rm(folder, { recursive: true }));

async function write({ json, weights }: Saved): Promise<void> {
  await writeFile(join(place, 'model.json'), JSON.stringify(json));
  await writeFile(join(place, 'group1-shard1of1.bin'), weights);
}

interface Choices {
  readonly past?: readonly string[];
  readonly rawCovariates?: boolean;
  readonly levels?: readonly number[];
}

const importIt = (normalize: string, { past, rawCovariates = false, levels = [] }: Choices = {}) =>
  runImportJob(
    {
      folder: place,
      files: [file],
      normalize,
      scope: 'series',
      rawCovariates,
      levels,
      reading: { target: ['temp_max'], ...(past ? { past } : {}) },
      engine: { name: 'wasm', threads: 1 },
      version: '0.1.0',
      output: join(place, 'model.gatecast'),
    },
    {},
  );

describe.each(Object.keys(builds))('importing %s', (name) => {
  it.each(['none', 'standard'])(
    'forecasts what TensorFlow.js does, normalised by %s',
    async (normalize) => {
      const model = builds[name]!();
      await write(await save(model));
      const outcome = await importIt(normalize);
      expect(outcome).toMatchObject({ lookback: LOOKBACK, horizon: HORIZON, covariates: 0 });

      const { panel } = await readPanel([file], { target: ['temp_max'] });
      const { values } = panel.series[0]!;
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      const [shift, scale] = normalize === 'none' ? [0, 1] : [mean, Math.sqrt(variance)];
      const window = values.slice(-LOOKBACK).map((value) => (value - shift) / scale);
      const input = tf.tensor([...window], [1, LOOKBACK, 1]);
      const expected = (model.predict(input) as tf.Tensor).dataSync();

      const rows = await forecast(await loadModel(join(place, 'model.gatecast')), panel);
      expect(rows).toHaveLength(HORIZON);
      rows.forEach((row, h) => {
        expect(row.forecast).toBeCloseTo(expected[h]! * scale + shift, 3);
      });
    },
  );
});

describe('importing a layers model', () => {
  const good = () => save(builds['a sequential lstm']!());

  async function refusal(saved: Saved, choices: Choices = {}): Promise<UserError> {
    await write(saved);
    const failure = await importIt('none', choices).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    return failure as UserError;
  }

  it('feeds covariates as they are where asked to, after the target', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.simpleRNN({ units: 3, inputShape: [LOOKBACK, 2] }),
        tf.layers.dense({ units: HORIZON }),
      ],
    });
    await write(await save(model));
    await importIt('none', { past: ['wind'], rawCovariates: true });
    const { panel } = await readPanel([file], { target: ['temp_max'], past: ['wind'] });
    const { values, past } = panel.series[0]!;
    const wind = past[0]!.slice(-LOOKBACK);
    const rows = [...values.slice(-LOOKBACK)].map((value, i) => [value, wind[i]!]);
    const expected = (model.predict(tf.tensor3d([rows])) as tf.Tensor).dataSync();
    const ahead = await forecast(await loadModel(join(place, 'model.gatecast')), panel);
    ahead.forEach((row, h) => {
      expect(row.forecast).toBeCloseTo(expected[h]!, 3);
    });
  });

  it('calibrates intervals on the data where levels are asked for', async () => {
    await write(await good());
    await importIt('standard', { levels: [80] });
    const { panel } = await readPanel([file], { target: ['temp_max'] });
    const rows = await forecast(await loadModel(join(place, 'model.gatecast')), panel);
    for (const { lo_80, hi_80 } of rows) expect(lo_80).toBeLessThan(Number(hi_80));
  });

  it('reads a gru with two biases, as Keras converts it', async () => {
    const units = 2;
    const model = tf.sequential({
      layers: [tf.layers.gru({ units, inputShape, ...gated }), tf.layers.dense({ units: HORIZON })],
    });
    const saved = await save(model);
    const text = JSON.stringify(saved.json).replace('"reset_after":false', '"reset_after":true');
    const json: Saved['json'] = JSON.parse(text);
    const entries = json.weightsManifest[0]!.weights;
    const bias = entries.findIndex(({ shape }) => shape.length === 1 && shape[0] === 3 * units);
    entries[bias]!.shape = [2, 3 * units];
    const before = entries
      .slice(0, bias)
      .reduce((sum, { shape }) => sum + shape[0]! * shape[1]!, 0);
    const second = new Uint8Array(new Float32Array(3 * units).fill(1).buffer);
    const at = 4 * (before + 3 * units);
    const weights = Buffer.concat([saved.weights.slice(0, at), second, saved.weights.slice(at)]);
    await write({ json, weights });
    await importIt('none');
    const { fitted } = await readModelFile(join(place, 'model.gatecast'));
    const { spec, members } = readState(fitted);
    const network = { spec, weights: members[0]! };
    const recurrent = spec.nodes.find(({ kind }) => kind === 'recurrent')!;
    expect(recurrent).toMatchObject({ cell: 'gru', resetAfter: true });
    const parameter = (role: string) => [...partsOf(network).parameter(recurrent, role)!.data];
    expect(parameter('bias')).toEqual([1, 1, 1, 1, 0, 0]);
    expect(parameter('recurrentBias')).toEqual([1, 1]);
  });

  it.each(['../outside.bin', '/etc/passwd', 'a/../../outside.bin', 'C:\\x.bin', 'http://a/b', ''])(
    'never reads the path %j, which leaves its folder',
    async (path) => {
      await writeFile(join(folder, 'outside.bin'), 'secret');
      const saved = await good();
      saved.json.weightsManifest[0]!.paths = [path];
      expect(await refusal(saved)).toMatchObject({
        exitCode: 5,
        message: `the path "${path}" leads out of "${place}"`,
      });
    },
  );

  it('does not follow a symbolic link out of its folder', async () => {
    const saved = await good();
    await writeFile(join(folder, 'outside.bin'), saved.weights);
    await symlink(join(folder, 'outside.bin'), join(place, 'link.bin'));
    saved.json.weightsManifest[0]!.paths = ['link.bin'];
    expect((await refusal(saved)).message).toContain('leads out of');
  });

  it('refuses weights of another size, and ones that are not finite', async () => {
    const saved = await good();
    const short = await refusal({ ...saved, weights: saved.weights.slice(4) });
    expect(short).toMatchObject({ exitCode: 5, message: expect.stringContaining('bytes where') });
    const weights = saved.weights.slice();
    new DataView(weights.buffer).setFloat32(8, Number.NaN, true);
    expect((await refusal({ ...saved, weights })).message).toContain('is not finite');
  });

  it.each<[string, (text: string) => string, string]>([
    ['no JSON', () => '{', 'no TensorFlow.js layers model'],
    ['a list', () => '[]', 'no TensorFlow.js layers model'],
    ['another layer', (text) => text.replace('"LSTM"', '"Conv1D"'), 'a Conv1D'],
    [
      'a layer named as a property of objects',
      (text) => text.replace('"LSTM"', '"constructor"'),
      'a constructor',
    ],
    [
      'hard sigmoid gates',
      (text) => text.replace('"sigmoid"', '"hard_sigmoid"'),
      'recurrentActivation: "sigmoid"',
    ],
    ['absurd units', (text) => text.replace('"units":5', '"units":1e9'), 'units'],
    [
      'units that the weights do not have',
      (text) => text.replace('"units":5', '"units":6'),
      'have shape',
    ],
    [
      'a vector where a sequence is read',
      (text) => text.replace('"return_sequences":true', '"return_sequences":false'),
      'does not fit',
    ],
    [
      'no fixed lookback',
      (text) => text.replace(/\[null,12,1\]/, '[null,null,1]'),
      'not [null, lookback, columns]',
    ],
    [
      'quantised weights',
      (text) => text.replace('"dtype":"float32"}', '"dtype":"float32","quantization":{"scale":1}}'),
      'quantised',
    ],
    [
      'a negative shape',
      (text) => text.replace('"shape":[1,20]', '"shape":[-1,20]'),
      'weightsManifest',
    ],
  ])('refuses %s', async (_what, change, says) => {
    const { json, weights } = await good();
    await write({ json, weights });
    const text = JSON.stringify(json);
    expect(change(text)).not.toBe(text);
    await writeFile(join(place, 'model.json'), change(text));
    const failure = await importIt('none').catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: 'UserError',
      exitCode: 5,
      message: expect.stringContaining(says),
    });
  });

  it('refuses data with other columns than it reads', async () => {
    const failure = await refusal(await good(), { past: ['wind'] });
    expect(failure).toMatchObject({ exitCode: 4, hint: expect.stringContaining('--past') });
  });

  it('says that a folder without model.json holds no model', async () => {
    await expect(importIt('none')).rejects.toMatchObject({
      exitCode: 5,
      message: `there is no "${join(place, 'model.json')}"`,
    });
  });
});
