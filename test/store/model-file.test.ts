import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { withIntervals } from '../../src/evaluation/intervals/intervals.js';
import { models } from '../../src/models/index.js';
import { encodeContainer } from '../../src/store/container.js';
import { expectationsOf } from '../../src/store/expectations.js';
import type { ModelDocument } from '../../src/store/model-document.js';
import {
  decodeModel,
  encodeModel,
  readModelFile,
  writeModelFile,
} from '../../src/store/model-file.js';
import { panelOf, seriesOf } from '../models/panels.js';

const engine = { name: 'wasm', threads: 1 };

const document: ModelDocument = {
  gatecast: '0.1.0',
  expects: {
    ...expectationsOf(panelOf(seriesOf([1, 2, 3]))),
    frequency: { unit: 'minute', count: 30, session: { open: 0, close: 9e6, days: [1, 5] } },
  },
  reading: { target: ['value'], fill: 'linear', header: true, skipRows: 2 },
  options: { hidden: 8, loss: 'mae', residual: true, lookback: null },
  seed: 7,
  fitted: {
    model: 'naive',
    horizon: 2,
    season: 1,
    probabilities: [0.1, 0.9],
    state: {
      options: {},
      weights: Float64Array.of(1.5, -0, Number.NaN),
      kernel: Float32Array.of(0.1, 0.2, 0.3),
      index: Int32Array.of(-1, 2 ** 31 - 1),
      nested: [{ scale: Number.POSITIVE_INFINITY, name: 'ä' }, null, -0],
    },
    training: {
      parameters: 3,
      windows: { train: 10, validation: 4 },
      epochs: 2,
      steps: 8,
      bestEpoch: 1,
      history: [{ epoch: 1, loss: Number.NaN, validationLoss: null }],
      options: { hidden: 8 },
      notes: ['the series is short'],
    },
  },
  calibration: {
    scaling: 'level',
    heads: [],
    horizon: 2,
    residuals: [Float64Array.of(-1, 0, 1), Float64Array.of(-2, 0, 2)],
    worth: Float64Array.of(3, 1.5),
  },
};

function failure(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a model file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatecast-model-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives back exactly what was written, special numbers and array types included', async () => {
    const path = join(folder, 'a.gcm');
    await writeModelFile(path, document);
    expect(await readModelFile(path)).toStrictEqual(document);
  });

  it('of format 1 is read by every later version', async () => {
    const path = new URL('../../fixtures/models/format-1.gatecast', import.meta.url);
    const { fitted, calibration, expects } = await readModelFile(fileURLToPath(path));
    const panel = panelOf(seriesOf([3, 1, 4, 1, 5, 9, 2, 6]));
    expect(expects.targets).toStrictEqual(['value']);
    const points = await models.get(fitted.model).forecast(fitted, panel, engine);
    const [forecast] = withIntervals(points, panel, calibration!, [0.1, 0.9]);
    expect([...forecast!.point]).toStrictEqual([2, 6, 2, 6]);
    expect(forecast!.quantiles.map((bound) => [...bound])).toStrictEqual([
      [1, 5, 1, 5],
      [3, 7, 3, 7],
    ]);
  });

  it('has the same bytes for the same contents', () => {
    expect(encodeModel(structuredClone(document))).toStrictEqual(encodeModel(document));
  });

  it('detects every single damaged byte', () => {
    const bytes = encodeModel(document);
    for (let i = 0; i < bytes.length; i++) {
      const flipped = bytes.slice();
      flipped[i]! ^= 1 << (i % 8);
      expect(failure(() => decodeModel(flipped, 'm')).exitCode).toBe(5);
    }
  });

  it('detects every truncation and anything appended', () => {
    const bytes = encodeModel(document);
    for (let length = 0; length < bytes.length; length++) {
      expect(failure(() => decodeModel(bytes.subarray(0, length), 'm')).exitCode).toBe(5);
    }
    const longer = new Uint8Array([...bytes, 0]);
    expect(failure(() => decodeModel(longer, 'm')).message).toContain('damaged');
  });

  it('of a newer format is refused with the version it needs', () => {
    const bytes = encodeContainer({ version: 2, header: { needs: '3.1.0' }, arrays: [] });
    const error = failure(() => decodeModel(bytes, 'new.gcm'));
    expect(error.message).toContain('new.gcm');
    expect(error.hint).toContain('3.1.0');
    expect(error.exitCode).toBe(5);
  });

  it('whose checksum is right but whose contents are not a model is refused', () => {
    const headers = [
      null,
      {},
      { model: null },
      { model: { gatecast: 1 } },
      { model: { $array: 0 } },
    ];
    for (const header of headers) {
      const bytes = encodeContainer({ version: 1, header, arrays: [] });
      expect(failure(() => decodeModel(bytes, 'm')).exitCode).toBe(5);
    }
  });

  it('names what is there instead', async () => {
    const csv = join(folder, 'data.csv');
    await writeFile(csv, 'time,value\n1,2\n');
    await expect(readModelFile(csv)).rejects.toMatchObject({ exitCode: 5 });
    await expect(readModelFile(csv)).rejects.toThrow('is not a gatecast model');
    await expect(readModelFile(join(folder, 'none'))).rejects.toThrow('there is no such file');
    await expect(readModelFile(folder)).rejects.toThrow('it is a folder');
  });

  it('holds no trace of when or where it was written', async () => {
    const path = join(folder, 'b.gcm');
    await writeModelFile(path, document);
    const first = await readFile(path);
    await writeModelFile(path, document);
    expect(await readFile(path)).toStrictEqual(first);
  });
});
