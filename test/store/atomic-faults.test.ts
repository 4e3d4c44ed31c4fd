import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomic } from '../../src/store/atomic.js';
import { disk } from '../../src/store/disk.js';

const real = { ...disk };

/** Makes the n-th call to the disk fail with EIO; keeps the names of all calls. */
function failAt(n: number): string[] {
  const calls: string[] = [];
  const failing =
    <Args extends unknown[], Result>(name: string, call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      calls.push(name);
      if (calls.length === n) throw Object.assign(new Error('the disk fails'), { code: 'EIO' });
      return call(...args);
    };
  const open = async (...args: Parameters<typeof real.open>) => {
    const file = await real.open(...args);
    const { sync, chmod } = file;
    file.sync = failing('sync', sync.bind(file));
    file.chmod = failing('chmod', chmod.bind(file));
    return file;
  };
  Object.assign(disk, {
    stat: failing('stat', real.stat),
    open: failing('open', open),
    writeFile: failing('writeFile', real.writeFile),
    rename: failing('rename', real.rename),
    realpath: failing('realpath', real.realpath),
  });
  return calls;
}

describe('an atomic write on a failing disk', () => {
  let folder = '';
  let path = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatecast-faults-'));
    path = join(folder, 'model');
    await writeFile(path, 'old');
  });
  afterEach(async () => {
    Object.assign(disk, real);
    await rm(folder, { recursive: true });
  });

  /** Runs one write in which the n-th call fails; tells which it was, or null when there were fewer. */
  async function writeWithFault(n: number): Promise<string | null> {
    const calls = failAt(n);
    const failed = await writeFileAtomic(path, 'new').then(
      () => null,
      (error: unknown) => error,
    );
    Object.assign(disk, real);
    const reached = calls[n - 1] ?? null;
    if (reached !== null) expect(failed).toMatchObject({ exitCode: 2 });
    return reached;
  }

  it('leaves the old file or the new one, whole, and no temporary file, whichever call fails', async () => {
    const reached: string[] = [];
    for (let n = 1; ; n++) {
      const call = await writeWithFault(n);
      if (call === null) break;
      reached.push(call);
      expect(['old', 'new']).toContain(await readFile(path, 'utf8'));
      expect(await readdir(folder)).toStrictEqual(['model']);
      await writeFile(path, 'old');
    }
    expect(reached).toStrictEqual([
      'stat',
      'realpath',
      'open',
      'writeFile',
      'chmod',
      'sync',
      'rename',
      'open',
      'sync',
    ]);
  });
});
