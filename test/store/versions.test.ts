import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { promote, readAliases, rollback, setChallenger } from '../../src/store/aliases.js';
import { readChampion, requireChampion } from '../../src/store/champion.js';
import { disk } from '../../src/store/disk.js';
import { acquireLock, type Lock } from '../../src/store/lock.js';
import { listModelFolders, modelFolderOf } from '../../src/store/names.js';
import { toPrune } from '../../src/store/retention.js';
import { repairModelFolder, verifyModelFolder } from '../../src/store/verify.js';
import {
  findVersion,
  listVersions,
  modelPath,
  publishVersion,
  removeVersion,
  type Version,
} from '../../src/store/versions.js';
import { day, sampleFacts, sampleModel } from './sample-model.js';

describe('a store', () => {
  let store = '';
  let lock: Lock;
  beforeEach(async () => {
    store = await mkdtemp(join(tmpdir(), 'gatecast-store-'));
    lock = await acquireLock(modelFolderOf(store, 'm'));
  });
  afterEach(() => rm(store, { recursive: true }));

  const publish = (n: number) => publishVersion(lock, sampleModel(n), sampleFacts, day(n));

  it('lists versions in the order they were published and finds them by a part of their id', async () => {
    const [a, b] = [await publish(1), await publish(2)];
    expect(await listVersions(lock.modelFolder)).toStrictEqual([a, b]);
    expect(await findVersion(lock.modelFolder, b.version.slice(0, 8))).toBe(b.version);
    expect(await findVersion(lock.modelFolder, a.sha256.slice(0, 8))).toBe(a.version);
    await expect(findVersion(lock.modelFolder, '2026')).rejects.toMatchObject({ exitCode: 2 });
    await expect(findVersion(lock.modelFolder, 'x')).rejects.toMatchObject({ exitCode: 2 });
  });

  it('publishes the same model at the same time once', async () => {
    expect(await publish(1)).toStrictEqual(await publish(1));
    expect(await readdir(join(lock.modelFolder.folder, 'versions'))).toHaveLength(1);
  });

  it('lets what is promoted serve, and goes back and forth between champion and previous', async () => {
    const [a, b] = [(await publish(1)).version, (await publish(2)).version];
    expect(await readChampion(lock.modelFolder)).toBeNull();
    await expect(requireChampion(lock.modelFolder)).rejects.toMatchObject({ exitCode: 5 });
    await promote(lock, a);
    await expect(rollback(lock)).rejects.toMatchObject({ exitCode: 2 });
    await setChallenger(lock, b);
    await promote(lock, b);
    expect(await readAliases(lock.modelFolder)).toStrictEqual({
      champion: b,
      challenger: null,
      previous: a,
    });
    expect((await requireChampion(lock.modelFolder)).document).toStrictEqual(sampleModel(2));
    await rollback(lock);
    expect((await requireChampion(lock.modelFolder)).document.seed).toBe(1);
    await rollback(lock);
    expect((await requireChampion(lock.modelFolder)).document.seed).toBe(2);
  });

  it('keeps what any rule keeps, and always what an alias names', async () => {
    const versions: Version[] = [];
    for (const n of [1, 2, 3, 4, 5, 6]) versions.push(await publish(n));
    const aliases = { champion: versions[0]!.version, challenger: null, previous: null };
    const pruned = (rules: Parameters<typeof toPrune>[2]) =>
      toPrune(versions, aliases, rules, day(7)).map(({ created }) => Number(created.slice(8, 10)));
    expect(pruned({ last: 2 })).toStrictEqual([2, 3, 4]);
    expect(pruned({ daily: 3 })).toStrictEqual([2, 3]);
    expect(pruned({ within: 86_400 })).toStrictEqual([2, 3, 4, 5]);
    expect(pruned({ last: 1, within: 3 * 86_400 })).toStrictEqual([2, 3]);
    await removeVersion(lock, versions[1]!.version);
    expect(await listVersions(lock.modelFolder)).toHaveLength(5);
    expect(await verifyModelFolder(lock.modelFolder)).toStrictEqual([]);
  });

  it('refuses names that lead elsewhere, and symbolic links', async () => {
    for (const name of ['../x', '.', '..', 'a/b', '', 'A', '.hidden', 'x'.repeat(65)]) {
      expect(() => modelFolderOf(store, name)).toThrow(/no name/);
    }
    await mkdir(join(store, 'outside'));
    await symlink('outside', join(store, 'link'));
    expect((await listModelFolders(store)).map(({ name }) => name)).toStrictEqual(['m', 'outside']);
    await symlink(store, join(lock.modelFolder.folder, 'runs'));
    await expect(verifyModelFolder(lock.modelFolder)).rejects.toThrow(/symbolic link/);
  });

  it('with a damaged champion is found out and repaired: the previous one serves', async () => {
    const [a, b] = [(await publish(1)).version, (await publish(2)).version];
    await promote(lock, a);
    await promote(lock, b);
    expect(await verifyModelFolder(lock.modelFolder)).toStrictEqual([]);
    await truncate(modelPath(lock.modelFolder, b), 50);
    expect(await verifyModelFolder(lock.modelFolder)).toMatchObject([
      { path: expect.stringContaining(b) },
    ]);
    await expect(requireChampion(lock.modelFolder)).rejects.toMatchObject({ exitCode: 5 });
    await repairModelFolder(lock);
    expect((await requireChampion(lock.modelFolder)).document.seed).toBe(1);
  });

  it('of a later gatecast is refused with the version it needs, and left as it is', async () => {
    const a = (await publish(1)).version;
    await promote(lock, a);
    const path = join(lock.modelFolder.folder, 'versions', a, 'version.json');
    const facts = JSON.parse(await readFile(path, 'utf8'));
    const later = JSON.stringify({ ...facts, format: 9, needs: '3.1.0' });
    await writeFile(path, later);
    for (const work of [() => repairModelFolder(lock), () => verifyModelFolder(lock.modelFolder)]) {
      await expect(work()).rejects.toMatchObject({
        exitCode: 5,
        hint: expect.stringContaining('3.1.0'),
      });
    }
    expect(await readFile(path, 'utf8')).toBe(later);
  });

  it('that cannot be read for now is not taken for damaged', async () => {
    const [a, b] = [(await publish(1)).version, (await publish(2)).version];
    await promote(lock, a);
    await promote(lock, b);
    const { readFile: read } = disk;
    disk.readFile = ((path: string, options: object) =>
      String(path).startsWith(modelPath(lock.modelFolder, b))
        ? Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }))
        : read(path, options)) as typeof disk.readFile;
    const [faults, repair] = [
      await verifyModelFolder(lock.modelFolder),
      await repairModelFolder(lock).catch(String),
    ];
    disk.readFile = read;
    expect(faults).toMatchObject([{ damaged: false }]);
    expect(repair).toContain('permission denied');
    expect((await requireChampion(lock.modelFolder)).document.seed).toBe(2);
  });

  it('with a whole model in the wrong place is found out', async () => {
    const [a, b] = [(await publish(1)).version, (await publish(2)).version];
    await copyFile(modelPath(lock.modelFolder, a), modelPath(lock.modelFolder, b));
    expect(await verifyModelFolder(lock.modelFolder)).toMatchObject([
      { path: expect.stringContaining(b) },
    ]);
  });

  it('repairs lost aliases and removes what a stopped run left', async () => {
    const a = (await publish(1)).version;
    await promote(lock, a);
    await writeFile(join(lock.modelFolder.folder, 'aliases.json'), '{"champion":');
    await mkdir(join(lock.modelFolder.folder, 'versions', '.20260101T120000Z-00000000.77-0.tmp'));
    await writeFile(join(lock.modelFolder.folder, '.aliases.json.77-0.tmp'), '');
    expect(await verifyModelFolder(lock.modelFolder)).toHaveLength(3);
    await repairModelFolder(lock);
    expect(await verifyModelFolder(lock.modelFolder)).toStrictEqual([]);
    expect((await readAliases(lock.modelFolder)).champion).toBe(a);
  });

  it('never lets a version serve by repair that was never promoted', async () => {
    await setChallenger(lock, (await publish(1)).version);
    await repairModelFolder(lock);
    expect(await readChampion(lock.modelFolder)).toBeNull();
  });
});
