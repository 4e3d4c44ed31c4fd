import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disk } from '../../src/store/disk.js';
import { withFileLock } from '../../src/store/file-lock.js';
import { thisProcess } from '../../src/store/owner.js';

const { link } = disk;
const noLinks = () => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }));

describe('the lock beside a file', () => {
  let folder = '';
  let path = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatecast-file-lock-'));
    path = join(folder, 'out.json');
  });
  afterEach(async () => {
    disk.link = link;
    await rm(folder, { recursive: true });
  });

  it.each([
    ['with hard links', link],
    ['without hard links', noLinks],
  ])('%s: is held by one of many, and leaves nothing behind', async (_, linking) => {
    disk.link = linking;
    let holders = 0;
    const work = async () => {
      expect(++holders).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 600));
      holders--;
    };
    const asked = await Promise.allSettled(
      Array.from({ length: 9 }, () => withFileLock(path, work)),
    );
    const refused = asked.filter((each) => each.status === 'rejected');
    expect(refused).toHaveLength(8);
    for (const { reason } of refused) expect(reason).toMatchObject({ exitCode: 6 });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not taken from a run in another container with the same host name', async () => {
    const other = { ...(await thisProcess()), space: 'pid:[1]', pid: 1 };
    await writeFile(`${path}.lock`, JSON.stringify(other));
    await expect(withFileLock(path, async () => {})).rejects.toMatchObject({ exitCode: 6 });
  });

  it('is taken over from the dead and from pieces', async () => {
    const dead = { ...(await thisProcess()), started: 'another time' };
    for (const left of [JSON.stringify(dead), '', '{"host']) {
      await writeFile(`${path}.lock`, left);
      await withFileLock(path, async () => {});
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it('in a folder that is not there is refused by its name', async () => {
    const lost = join(folder, 'none', 'out.json');
    await expect(withFileLock(lost, async () => {})).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('its folder does not exist'),
    });
  });
});
