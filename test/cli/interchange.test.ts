import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { gatecast } from './gatecast.js';
import { daily, put, temporaryFolder, wave } from './samples.js';

const folder = temporaryFolder();
const file = put(folder, 'sales.csv', daily(120, wave));

describe('export', () => {
  it('lists the files that it wrote', () => {
    const model = join(folder, 'gru.gatecast');
    const flags = ['-n', '3', '-m', 'gru', '--hidden', '4', '--epochs', '1'];
    gatecast(['train', file, ...flags, '--output', model]);
    const target = join(folder, 'gru.onnx');
    const { stdout, exitCode } = gatecast(['export', model, target, '--to', 'onnx']);
    expect(exitCode).toBe(0);
    const [header, plan, network] = stdout.split('\n');
    expect(header).toBe('file,bytes');
    expect(plan).toMatch(/gru\.gatecast\.json,\d+$/);
    expect(network).toMatch(/gru\.onnx,\d+$/);
  });

  it('of a model without a network is a usage error, and nothing is written', () => {
    const model = join(folder, 'naive.gatecast');
    gatecast(['train', file, '-n', '3', '-m', 'naive', '--output', model]);
    const target = join(folder, 'naive-tfjs');
    const { stderr, exitCode } = gatecast(['export', model, target, '--to', 'tfjs']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('error: model "naive" has no network to export');
    expect(existsSync(target)).toBe(false);
  });
});

describe('import', () => {
  it.each(['rnn', 'gru', 'lstm'])('of an exported %s gives its forecasts again', (name) => {
    const model = join(folder, `back-${name}.gatecast`);
    const flags = ['-n', '3', '-m', name, '--hidden', '4', '--epochs', '1', '--levels', '80'];
    gatecast(['train', file, ...flags, '--output', model]);
    const target = join(folder, `${name}-tfjs`);
    gatecast(['export', model, target, '--to', 'tfjs']);
    const back = join(folder, `back-${name}-again.gatecast`);
    expect(gatecast(['import', target, '--output', back])).toMatchObject({ exitCode: 0 });
    const points = (path: string) =>
      gatecast(['predict', file, '--model', path])
        .stdout.split('\n')
        .map((line) => line.split(',').slice(0, 2).join());
    expect(points(back)).toHaveLength(5);
    expect(points(back)).toEqual(points(model));

    const json = join(target, 'model.json');
    const text = readFileSync(json, 'utf8');
    writeFileSync(json, text.replaceAll('"Concatenate"', '"Add"'));
    const strange = gatecast(['import', target, '--output', join(folder, 'strange.gatecast')]);
    expect(strange.exitCode).toBe(5);
    expect(strange.stderr).toContain('model.json is not the network that gatecast.json beside it');
    expect(existsSync(join(folder, 'strange.gatecast'))).toBe(false);
  });

  it('makes a model file that predict takes', async () => {
    const place = join(folder, 'tfjs');
    mkdirSync(place);
    const network = tf.sequential({
      layers: [
        tf.layers.lstm({ units: 3, inputShape: [7, 1], recurrentActivation: 'sigmoid' }),
        tf.layers.dense({ units: 2 }),
      ],
    });
    await network.save(
      tf.io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData }) => {
        const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
        const json = JSON.stringify({ modelTopology, weightsManifest });
        writeFileSync(join(place, 'model.json'), json);
        writeFileSync(join(place, 'weights.bin'), new Uint8Array(weightData as ArrayBuffer));
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
      }),
    );
    const model = join(folder, 'imported.gatecast');
    const imported = gatecast([
      'import',
      place,
      file,
      '--levels',
      '80',
      '--output',
      model,
      '--json',
    ]);
    expect(imported.exitCode).toBe(0);
    expect(JSON.parse(imported.stdout)).toMatchObject({ model: 'lstm', lookback: 7, horizon: 2 });
    const { stdout, exitCode } = gatecast(['predict', file, '--model', model]);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(/,forecast,lo_80,hi_80$/);
    expect(stdout.trim().split('\n')).toHaveLength(3);
  });
});
