import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { requireChampion } from '../../../src/store/champion.js';
import { modelFolderOf } from '../../../src/store/names.js';
import { listRuns } from '../../../src/store/runs.js';
import { verifyModelFolder } from '../../../src/store/verify.js';
import { listVersions } from '../../../src/store/versions.js';
import { csv } from '../../workflows/nights.js';
import { bin } from '../gatecast.js';

/** Kills in the ordinary suite, and with GATECAST_ALL_FAULTS as many as there are to be. */
const KILLS = process.env.GATECAST_ALL_FAULTS ? 200 : 6;

const CONFIG = `files: data.csv
time: date
target: visitors
horizon: 3
season: 7
model: linear
lookback: 28
windows: 5
threads: 1
store: store
name: visitors
publish: forecast.csv
`;

describe('processes on one store', { timeout: 600_000 }, () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatecast-crowd-'));
    await writeFile(join(folder, 'nightly.yaml'), CONFIG);
    await writeFile(join(folder, 'data.csv'), csv(200));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const modelFolder = () => modelFolderOf(join(folder, 'store'), 'visitors');

  /** Starts a retraining in cron's world; with a delay, it is killed without notice. */
  function retrain(killAfterMs: number | null = null, ...more: string[]): Promise<number | null> {
    const args = [bin, 'retrain', '--config', join(folder, 'nightly.yaml'), '--quiet', ...more];
    const child = spawn(process.execPath, args, { cwd: '/', env: {}, stdio: 'ignore' });
    if (killAfterMs !== null) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    return new Promise((resolve) => child.on('close', resolve));
  }

  it('twenty at once train once; the others exit 6 or find nothing to do, and readers see a whole model', async () => {
    await retrain();
    await writeFile(join(folder, 'data.csv'), csv(201));
    let reads = 0;
    let running = true;
    const reader = (async () => {
      for (; running; reads++) await requireChampion(modelFolder());
    })();
    const crowd = Array.from({ length: 20 }, (_, i) =>
      retrain(null, ...(i % 2 === 0 ? ['--lock-timeout', '300'] : [])),
    );
    const codes = await Promise.all(crowd);
    running = false;
    await reader;
    expect(reads).toBeGreaterThan(20);
    expect(codes.filter((code) => code !== 0 && code !== 6)).toStrictEqual([]);
    expect(codes.filter((_, i) => i % 2 === 0)).toStrictEqual(new Array(10).fill(0));
    const runs = await listRuns(modelFolder(), 99);
    const trained = runs.filter(
      ({ data, outcome }) => data?.rows === 201 && outcome === 'promoted',
    );
    expect(trained).toHaveLength(1);
    expect(await listVersions(modelFolder())).toHaveLength(2);
    expect(await verifyModelFolder(modelFolder())).toStrictEqual([]);
  });

  it(`${KILLS} killed at random moments lose nothing, and the next one cleans up`, async () => {
    const random = createRandom(4);
    await retrain();
    for (let n = 0; n < KILLS; n++) {
      await writeFile(join(folder, 'data.csv'), csv(201 + n));
      await retrain(100 + random.integer(900));
      const { facts } = await requireChampion(modelFolder());
      expect(facts.version).toMatch(/^\d{8}T/);
    }
    await writeFile(join(folder, 'data.csv'), csv(201 + KILLS));
    expect([0, 3]).toContain(await retrain());
    expect(await verifyModelFolder(modelFolder())).toStrictEqual([]);
    expect((await readdir(folder)).sort()).toStrictEqual([
      'data.csv',
      'forecast.csv',
      'nightly.yaml',
      'store',
    ]);
    expect(await readFile(join(folder, 'forecast.csv'), 'utf8')).toMatch(/^date,forecast/);
  });
});
