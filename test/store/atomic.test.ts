import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomic } from '../../src/store/atomic.js';

describe('an atomic write', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatecast-atomic-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('writes text, bytes and chunks, and leaves nothing else in the folder', async () => {
    const path = join(folder, 'out.csv');
    await writeFileAtomic(path, 'a');
    await writeFileAtomic(path, new TextEncoder().encode('b'));
    await writeFileAtomic(path, ['c', 'd']);
    expect(await readFile(path, 'utf8')).toBe('cd');
    expect(await readdir(folder)).toStrictEqual(['out.csv']);
  });

  it('writes any number of small chunks whole and in order', async () => {
    const path = join(folder, 'rows.csv');
    const lines = Array.from({ length: 50_000 }, (_, i) => `${i},ä\n`);
    await writeFileAtomic(path, lines);
    expect(await readFile(path, 'utf8')).toBe(lines.join(''));
  });

  it('leaves the old file, and no temporary one, when the contents fail half-way', async () => {
    const path = join(folder, 'out.csv');
    await writeFile(path, 'old');
    async function* failing() {
      yield 'new';
      throw new Error('the source broke');
    }
    await expect(writeFileAtomic(path, failing())).rejects.toThrow('the source broke');
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toStrictEqual(['out.csv']);
  });

  it('keeps the mode of the file it replaces', async () => {
    const path = join(folder, 'secret');
    await writeFile(path, 'old');
    await chmod(path, 0o640);
    await writeFileAtomic(path, 'new');
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  it('writes through a symbolic link and keeps the link', async () => {
    await writeFile(join(folder, 'real'), 'old');
    await symlink('real', join(folder, 'link'));
    await writeFileAtomic(join(folder, 'link'), 'new');
    expect(await readFile(join(folder, 'real'), 'utf8')).toBe('new');
    expect((await lstat(join(folder, 'link'))).isSymbolicLink()).toBe(true);
  });

  it('writes straight into a named pipe', async () => {
    const path = join(folder, 'pipe');
    await promisify(execFile)('mkfifo', [path]);
    const reader = spawn('cat', [path]);
    const chunks: Buffer[] = [];
    reader.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    await writeFileAtomic(path, 'through the pipe');
    await once(reader, 'close');
    expect(Buffer.concat(chunks).toString()).toBe('through the pipe');
    expect((await stat(path)).isFIFO()).toBe(true);
  });

  it.runIf(existsSync('/dev/fd'))('adds to an open stream that is a file, as > does', async () => {
    const path = join(folder, 'redirected');
    const file = await open(path, 'w');
    await file.write('before|');
    await writeFileAtomic(`/dev/fd/${file.fd}`, 'written');
    await file.close();
    expect(await readFile(path, 'utf8')).toBe('before|written');
    expect(await readdir(folder)).toStrictEqual(['redirected']);
  });

  it.runIf(existsSync('/dev/full'))('says when the disk is full', async () => {
    await expect(writeFileAtomic('/dev/full', 'x')).rejects.toThrow('no space is left');
  });

  it('says why a path cannot be written', async () => {
    await mkdir(join(folder, 'dir'));
    const cases: readonly [string, string][] = [
      [join(folder, 'none', 'x'), 'its folder does not exist'],
      [join(folder, 'dir'), 'it is a folder'],
      [join(folder, 'x'.repeat(300)), 'the name is too long'],
    ];
    for (const [path, reason] of cases) {
      await expect(writeFileAtomic(path, '')).rejects.toMatchObject({ exitCode: 2 });
      await expect(writeFileAtomic(path, '')).rejects.toThrow(reason);
    }
    expect(await readdir(folder)).toStrictEqual(['dir']);
  });
});
