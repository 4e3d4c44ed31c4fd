import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disk } from '../../src/store/disk.js';
import { acquireLock, breakLock, lockHolder } from '../../src/store/lock.js';
import { type ModelFolder, modelFolderOf } from '../../src/store/names.js';
import { thisProcess } from '../../src/store/owner.js';

describe('the lock of a model name', () => {
  let store = '';
  let modelFolder: ModelFolder;
  beforeEach(async () => {
    store = await mkdtemp(join(tmpdir(), 'gatecast-lock-'));
    modelFolder = modelFolderOf(store, 'm');
  });
  afterEach(() => rm(store, { recursive: true }));

  const locks = () => readdir(join(modelFolder.folder, 'locks'));

  it('goes to exactly one of many that ask at once', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 50 }, () => acquireLock(modelFolder)),
    );
    const refused = asked.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(49);
    for (const each of refused) expect(each).toMatchObject({ reason: { exitCode: 6 } });
    expect(await locks()).toStrictEqual(['1']);
  });

  it('passes from hand to hand and never to two at a time', async () => {
    let holders = 0;
    const turns = Array.from({ length: 8 }, async () => {
      const lock = await acquireLock(modelFolder, 30);
      expect(++holders).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      holders--;
      await lock.release();
    });
    await Promise.all(turns);
    expect(await locks()).toStrictEqual(['8']);
  });

  it('names its holder, and is free after it was let go of or broken', async () => {
    const lock = await acquireLock(modelFolder);
    expect(await lockHolder(modelFolder)).toMatchObject({ pid: process.pid });
    await expect(acquireLock(modelFolder)).rejects.toThrow(`process ${process.pid}`);
    await lock.release();
    expect(await lockHolder(modelFolder)).toBeNull();
    await acquireLock(modelFolder);
    await breakLock(modelFolder);
    expect(await lockHolder(modelFolder)).toBeNull();
  });

  it('is taken over from the dead, from another boot, and from pieces, by one alone', async () => {
    const self = await thisProcess();
    const dead = [
      { ...self, started: 'another time' },
      { ...self, boot: 'another boot' },
      { ...self, pid: 2 ** 22 + 1 },
    ].map((owner) => JSON.stringify(owner));
    for (const contents of [...dead, '{"host": "x', '']) {
      const first = await acquireLock(modelFolder);
      await first.release();
      const [name] = await locks();
      await writeFile(join(modelFolder.folder, 'locks', name!), contents);
      const asked = await Promise.allSettled(
        Array.from({ length: 9 }, () => acquireLock(modelFolder)),
      );
      const taken = asked.filter((each) => each.status === 'fulfilled');
      expect(taken).toHaveLength(1);
      await taken[0]!.value.release();
    }
  });

  describe('on a disk without hard links', () => {
    const { link } = disk;
    beforeEach(() => {
      disk.link = () => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }));
    });
    afterEach(() => {
      disk.link = link;
    });

    it('goes to exactly one of many, passes on, and is taken over from the dead', async () => {
      for (let round = 0; round < 5; round++) {
        const asked = await Promise.allSettled(
          Array.from({ length: 20 }, () => acquireLock(modelFolder)),
        );
        const taken = asked.filter((each) => each.status === 'fulfilled');
        expect(taken).toHaveLength(1);
        await taken[0]!.value.release();
      }
      const dead = { ...(await thisProcess()), started: 'another time' };
      const [name] = await locks();
      await writeFile(join(modelFolder.folder, 'locks', name!), JSON.stringify(dead));
      await acquireLock(modelFolder);
      expect(await locks()).toHaveLength(1);
    });

    it('is never held by two when one is slow to write', async () => {
      const { writeFile: write } = disk;
      // The first to make a lock file makes it empty, and fills it when another has looked at it.
      let slow = true;
      disk.writeFile = (async (path: string, contents: string, options: object) => {
        if (!slow || !/locks.\d+$/.test(path)) return write(path, contents, options);
        slow = false;
        await write(path, '', options);
        await new Promise((resolve) => setTimeout(resolve, 50));
        return write(path, contents);
      }) as typeof disk.writeFile;
      const asked = await Promise.allSettled([
        acquireLock(modelFolder),
        new Promise((resolve) => setTimeout(resolve, 20)).then(() => acquireLock(modelFolder)),
      ]);
      disk.writeFile = write;
      expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });
  });

  it('of another container with the same host name counts as held', async () => {
    const lock = await acquireLock(modelFolder);
    await lock.release();
    const self = await thisProcess();
    const elsewhere = [
      { ...self, space: 'pid:[1]', pid: 1 },
      { ...self, machine: 'another machine', pid: 1 },
      // The same host name on another machine, which has another boot.
      { ...self, machine: '', boot: 'another boot', space: 'pid:[1]', pid: 1 },
    ];
    for (const owner of elsewhere) {
      await writeFile(join(modelFolder.folder, 'locks', '1'), JSON.stringify(owner));
      await expect(acquireLock(modelFolder)).rejects.toMatchObject({ exitCode: 6 });
    }
  });

  it('that an older gatecast wrote is judged by what it says', async () => {
    const lock = await acquireLock(modelFolder);
    const { machine: _machine, space: _space, ...older } = await thisProcess();
    await writeFile(join(modelFolder.folder, 'locks', '1'), JSON.stringify(older));
    await expect(acquireLock(modelFolder)).rejects.toMatchObject({ exitCode: 6 });
    await writeFile(
      join(modelFolder.folder, 'locks', '1'),
      JSON.stringify({ ...older, boot: 'an earlier one' }),
    );
    await (await acquireLock(modelFolder)).release();
    await lock.release();
  });

  it('of another machine counts as held', async () => {
    const lock = await acquireLock(modelFolder);
    await lock.release();
    const foreign = { ...(await thisProcess()), host: 'elsewhere', pid: 1 };
    await writeFile(join(modelFolder.folder, 'locks', '1'), JSON.stringify(foreign));
    await expect(acquireLock(modelFolder)).rejects.toThrow('elsewhere');
  });
});
