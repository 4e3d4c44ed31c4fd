import { existsSync } from 'node:fs';
import { cp, type FileHandle, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readAliases } from '../../src/store/aliases.js';
import { disk } from '../../src/store/disk.js';
import { encodeModel } from '../../src/store/model-file.js';
import { type ModelFolder, modelFolderOf } from '../../src/store/names.js';
import { verifyModelFolder } from '../../src/store/verify.js';
import { readVersionModel, versionIds } from '../../src/store/versions.js';
import { runPredictJob } from '../../src/workflows/predict.js';
import type { RetrainJob } from '../../src/workflows/retrain/job.js';
import { runRetrainJob } from '../../src/workflows/retrain/retrain.js';
import { promoteVersion, pruneVersions, rollbackChampion } from '../../src/workflows/store.js';
import { csv, jobOn, night, nightAfter } from './nights.js';

type Call = (...args: never[]) => Promise<unknown>;

/** What befalls a call: an error, a write that stops half-way, or the end of the process. */
type Fate = 'ENOSPC' | 'EIO' | 'EACCES' | 'short' | 'kill';

const real = { ...disk };
const opened: FileHandle[] = [];

/** Every point takes minutes; without GATECAST_ALL_FAULTS each fate tries every so-manieth. */
const STRIDE = process.env.GATECAST_ALL_FAULTS ? 1 : 9;
/** In memory where it can be: a test of thousands of flushes does not need a real disk. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Replaces the disk by one on which the `at`-th call meets its fate; tells how many calls there were. */
function breakDisk(at: number, fate: Fate): { calls(): number } {
  let calls = 0;
  let dead = false;
  const refuse = () => {
    const code = fate === 'short' ? 'ENOSPC' : fate;
    throw Object.assign(new Error(`${code}, as the test has it`), { code });
  };
  const broken =
    (name: string, call: Call) =>
    async (...args: never[]) => {
      // The process table is not the disk.
      if (String(args[0]).startsWith('/proc')) return call(...args);
      calls += 1;
      if (calls === at) {
        if (fate === 'kill') dead = true;
        else if (fate === 'short' && name === 'writeFile') await writeHalf(...args);
        if (!dead) refuse();
      }
      // A process that was killed makes no further call and learns of nothing.
      if (dead) return new Promise(() => {});
      return call(...args);
    };
  for (const [name, call] of Object.entries(real)) {
    Object.assign(disk, { [name]: broken(name, call as unknown as Call) });
  }
  disk.open = broken('open', async (...args) => {
    const file = await real.open(...(args as unknown as Parameters<typeof real.open>));
    opened.push(file);
    const sync = file.sync.bind(file);
    const chmod = file.chmod.bind(file);
    file.sync = broken('sync', sync as Call) as typeof file.sync;
    file.chmod = broken('chmod', chmod as unknown as Call) as typeof file.chmod;
    return file;
  }) as typeof disk.open;
  return { calls: () => calls };
}

async function writeHalf(...args: never[]): Promise<void> {
  const [file, contents] = args as unknown as Parameters<typeof real.writeFile>;
  if (typeof contents === 'string' || contents instanceof Uint8Array) {
    await real.writeFile(file, contents.slice(0, contents.length >> 1));
  }
}

/** Gives the disk back, and closes what a killed run has left open. */
async function repairDisk(): Promise<void> {
  Object.assign(disk, real);
  for (const file of opened.splice(0)) await file.close().catch(() => {});
}

describe('every call to the disk, failing or the last before the process is killed', () => {
  let root = '';
  let folder = '';
  const olds = new Map<string, string>();
  let modelFolder: ModelFolder;
  let points = 0;

  beforeAll(async () => {
    root = await mkdtemp(join(FOLDER, 'gatecast-faults-'));
    const before = join(root, 'before');
    await real.mkdir(before);
    for (const rows of [150, 151, 152]) await runRetrainJob(await night(before, rows), {});
  }, 60_000);
  afterEach(repairDisk);
  afterAll(async () => {
    await rm(root, { recursive: true });
    console.log(`${points} points of failure were tried`);
  });

  /** A fresh copy of the store before the fault; the model bytes by version. */
  async function start(): Promise<void> {
    folder = join(root, 'now');
    await rm(folder, { recursive: true, force: true });
    await cp(join(root, 'before'), folder, { recursive: true });
    modelFolder = modelFolderOf(join(folder, 'store'), 'visitors');
    for (const id of await versionIds(modelFolder)) olds.set(id, await bytesOf(id));
  }

  const bytesOf = async (id: string) =>
    Buffer.from(encodeModel(await readVersionModel(modelFolder, id))).toString('base64');

  /** Lets the process that ran be gone: it was this one, which lives on. */
  async function buryTheDead(): Promise<void> {
    const locks = join(modelFolder.folder, 'locks');
    for (const name of await readdir(locks)) {
      const text = await readFile(join(locks, name), 'utf8');
      await writeFile(join(locks, name), text.replace(/"started":"\d+"/, '"started":"0"'));
    }
  }

  async function tryFault(at: number, fate: Fate, work: () => Promise<unknown>): Promise<boolean> {
    await start();
    const faulty = breakDisk(at, fate);
    const ended = work().then(
      () => 'done',
      () => 'failed',
    );
    // A run that was killed never ends; it has come to rest when its calls stop.
    await Promise.race(fate === 'kill' ? [ended, atRest(faulty.calls, at)] : [ended]);
    const calls = faulty.calls();
    await repairDisk();
    await buryTheDead();
    return calls >= at;
  }

  async function atRest(calls: () => number, at: number): Promise<void> {
    while (calls() < at) await new Promise((resolve) => setTimeout(resolve, 1));
    // Whatever else was under way has had its turn by then.
    await new Promise((resolve) => setTimeout(resolve, 4));
  }

  /** The store is whole after the next run, the champion was one of those there may be, nothing piles up. */
  async function expectSound(job: () => RetrainJob, codes: readonly number[]): Promise<void> {
    const { champion } = await readAliases(modelFolder);
    expect(champion).not.toBeNull();
    const bytes = await bytesOf(champion!);
    if (olds.has(champion!)) expect(bytes).toBe(olds.get(champion!));
    const rerun = await runRetrainJob(job(), {});
    expect(codes).toContain(rerun.record.exitCode);
    expect(await verifyModelFolder(modelFolder)).toStrictEqual([]);
    expect((await readdir(folder)).sort()).toStrictEqual(['data.csv', 'forecast.csv', 'store']);
    expect(await readFile(join(folder, 'forecast.csv'), 'utf8')).toContain(rerun.record.champion);
  }

  async function tryAll(fates: readonly Fate[], rows: number, work: () => Promise<unknown>) {
    const job = () => jobOn(folder, rows, { now: nightAfter(rows) });
    await tryEvery(fates, STRIDE, work, () => expectSound(job, [0]));
  }

  async function tryEvery(
    fates: readonly Fate[],
    stride: number,
    work: () => Promise<unknown>,
    check: () => Promise<void>,
  ) {
    for (const fate of fates) {
      // Another phase for each fate, so that together they meet more of the points.
      const first = stride === 1 ? 1 : 1 + 2 * all.indexOf(fate);
      for (let at = first; await tryFault(at, fate, work); at += stride) {
        points += 1;
        await check();
      }
    }
  }

  const byHand = { version: '0.1.0', now: nightAfter(152) };
  const place = () => ({ store: join(folder, 'store'), name: 'visitors', lockTimeout: 0 });
  const all: readonly Fate[] = ['ENOSPC', 'EIO', 'EACCES', 'short', 'kill'];

  for (const fate of all) {
    it(`loses nothing of a retraining (${fate})`, { timeout: 300_000 }, () =>
      tryAll([fate], 153, async () => runRetrainJob(await night(folder, 153), {})),
    );
  }

  it('loses nothing of a rollback, a promotion or a pruning', { timeout: 300_000 }, async () => {
    await tryAll(all, 152, () => rollbackChampion(place(), byHand));
    await tryAll(all, 152, async () => {
      const [first] = await versionIds(modelFolder);
      await promoteVersion(place(), first!, byHand);
    });
    await tryAll(all, 152, () =>
      pruneVersions(place(), { last: 1 }, { now: nightAfter(152), dryRun: false }),
    );
  });

  it('loses nothing of a night on which a baseline must serve', { timeout: 600_000 }, async () => {
    const stride = STRIDE === 1 ? 1 : 3 * STRIDE;
    const usual = csv(156)
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[1]));
    const now = nightAfter(157);
    const job = () => jobOn(folder, 156, { now });
    const work = async () => {
      const value = (n: number) => (n < 152 ? 1 : 5) * usual[n]!;
      await real.writeFile(join(folder, 'data.csv'), csv(156, value));
      const { record } = await runRetrainJob(jobOn(folder, 156), {});
      expect(record.outcome).toBe('fallback');
    };
    await start();
    await work();
    await tryEvery(all, stride, work, () => expectSound(job, [0, 3]));
  });

  if (STRIDE === 1) {
    it('loses nothing of a night with checkpoints', { timeout: 900_000 }, async () => {
      const neural = (now?: Date): RetrainJob => {
        const job = jobOn(folder, 153, now ? { now } : {});
        const options = { lookback: 14, hidden: 4, epochs: 3 };
        const gates = { ...job.gates, minSkill: -100, significance: 1 };
        return { ...job, gates, modelling: { ...job.modelling, models: ['gru'], options } };
      };
      const work = async () => {
        await real.writeFile(join(folder, 'data.csv'), csv(153));
        return runRetrainJob(neural(), {});
      };
      await tryEvery(all, 3, work, () => expectSound(() => neural(nightAfter(154)), [0, 3]));
    });
  }

  it('gives the right forecast or an error, never a wrong one', async () => {
    await start();
    const { champion } = await readAliases(modelFolder);
    const model = join(modelFolder.folder, 'versions', champion!, 'model.gatecast');
    const predict = () =>
      runPredictJob(
        {
          files: [join(folder, 'data.csv')],
          model,
          reading: {},
          engine: { name: 'wasm', threads: 1 },
        },
        {},
      );
    const right = (await predict()).forecasts[0]!.forecast.point;
    for (const fate of all.filter((each) => each !== 'kill')) {
      for (let at = 1; ; at++) {
        const faulty = breakDisk(at, fate);
        const point = await predict().then(
          ({ forecasts }) => forecasts[0]!.forecast.point,
          () => null,
        );
        await repairDisk();
        if (point) expect(point).toStrictEqual(right);
        if (faulty.calls() < at) break;
        points += 1;
      }
    }
  });
});
