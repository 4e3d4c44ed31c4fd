import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeFileAtomic } from '../../src/store/atomic.js';

/** The call, counted from 1, that fails with EIO; 0 is none. */
const fault = vi.hoisted(() => ({ at: 0, calls: [] as string[] }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const failing =
    <Args extends unknown[], Result>(name: string, call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (fault.at === 0 && fault.calls.length === 0) return call(...args);
      fault.calls.push(name);
      if (fault.calls.length === fault.at + 1) {
        throw Object.assign(new Error('the disk fails'), { code: 'EIO' });
      }
      return call(...args);
    };
  const open = async (...args: Parameters<typeof real.open>) => {
    const file = await real.open(...args);
    const { sync, chmod } = file;
    file.sync = failing('sync', sync.bind(file));
    file.chmod = failing('chmod', chmod.bind(file));
    return file;
  };
  return {
    ...real,
    stat: failing('stat', real.stat),
    open: failing('open', open),
    writeFile: failing('writeFile', real.writeFile),
    rename: failing('rename', real.rename),
    realpath: failing('realpath', real.realpath),
  };
});

describe('an atomic write on a failing disk', () => {
  let folder = '';
  let path = '';
  beforeEach(async () => {
    Object.assign(fault, { at: 0, calls: [] });
    folder = await mkdtemp(join(tmpdir(), 'gatecast-faults-'));
    path = join(folder, 'model');
    await writeFile(path, 'old');
  });
  afterEach(async () => {
    Object.assign(fault, { at: 0, calls: [] });
    await rm(folder, { recursive: true });
  });

  /** Runs one write in which the n-th call fails; tells which it was, or null when there were fewer. */
  async function writeWithFault(n: number): Promise<string | null> {
    Object.assign(fault, { at: n, calls: ['start'] });
    const failed = await writeFileAtomic(path, 'new').then(
      () => null,
      (error: unknown) => error,
    );
    const reached = fault.calls[n] ?? null;
    Object.assign(fault, { at: 0, calls: [] });
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
