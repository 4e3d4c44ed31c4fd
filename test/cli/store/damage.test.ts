import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acquireLock } from '../../../src/store/lock.js';
import { modelFolderOf } from '../../../src/store/names.js';
import { readVersionModel, versionIds } from '../../../src/store/versions.js';
import { csv } from '../../workflows/nights.js';
import { bin, gatecast } from '../gatecast.js';

/** Places that are damaged in the ordinary suite; with GATECAST_ALL_FAULTS every 97th byte. */
const ALL = process.env.GATECAST_ALL_FAULTS !== undefined;
const SAMPLES = 4;

describe('a damaged model', { timeout: 60_000 }, () => {
  let folder = '';
  let model = '';
  let data = '';
  let bytes: Buffer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatecast-damage-'));
    data = join(folder, 'data.csv');
    await writeFile(data, csv(120));
    const settings = ['--target', 'visitors', '-n', '3', '--season', '7', '--windows', '5'];
    const place = ['--store', join(folder, 'store'), '--name', 'visitors'];
    expect(gatecast(['retrain', data, ...settings, '-m', 'linear', ...place]).exitCode).toBe(0);
    const modelFolder = modelFolderOf(join(folder, 'store'), 'visitors');
    const [id] = await versionIds(modelFolder);
    await readVersionModel(modelFolder, id!);
    model = join(modelFolder.folder, 'versions', id!, 'model.gatecast');
    bytes = await readFile(model);
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  /** Exit code and standard output of a forecast from a model file with these bytes. */
  async function forecast(name: string, contents: Uint8Array) {
    const path = join(folder, name);
    await writeFile(path, contents);
    return new Promise<{ code: unknown; stdout: string }>((resolve) => {
      const args = [bin, 'predict', data, '--model', path, '--quiet', '--threads', '1'];
      execFile(process.execPath, args, (error, stdout) => {
        resolve({ code: error ? error.code : 0, stdout });
      });
    });
  }

  it('is refused by predict with exit 5, wherever a byte is flipped or the file ends', async () => {
    expect(await forecast('whole', bytes)).toMatchObject({ code: 0 });
    const stride = ALL ? 97 : Math.floor(bytes.length / SAMPLES);
    for (let at = stride >> 1; at < bytes.length; at += stride) {
      const flipped = Uint8Array.from(bytes);
      flipped[at]! ^= 1 << (at % 8);
      for (const damaged of [flipped, bytes.subarray(0, at)]) {
        expect(await forecast('damaged', damaged)).toStrictEqual({ code: 5, stdout: '' });
      }
    }
  });

  it('of a name that another run works on is exit 6', async () => {
    const lock = await acquireLock(modelFolderOf(join(folder, 'store'), 'visitors'));
    const place = ['--store', join(folder, 'store'), '--name', 'visitors'];
    const run = gatecast(['retrain', data, '--target', 'visitors', ...place]);
    expect(run).toMatchObject({ exitCode: 6, stdout: '' });
    expect(run.stderr).toContain(`process ${process.pid}`);
    const rollback = gatecast(['store', 'rollback', ...place, '--json']);
    expect(rollback.exitCode).toBe(6);
    expect(JSON.parse(rollback.stdout).error.exitCode).toBe(6);
    await lock.release();
  });
});
