import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './cli/gatecast.js';
import { longest, slow } from './suites.js';

const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `test/${file}`);
const isSlow = (file: string) => slow.some((path) => file === path || file.startsWith(`${path}/`));

describe('all tests', () => {
  it('replace no module, because a worker loads it once for many of them', () => {
    const replaces = /\bvi\.(mock|doMock|hoisted)\(/;
    const offenders = files.filter((file) => replaces.test(readFileSync(join(root, file), 'utf8')));
    expect(offenders).toEqual([]);
  });
});

describe('the quick tests', () => {
  it.each([...slow, ...longest])('%s is there to be left out, or to come first', (path) => {
    expect(() => statSync(join(root, path))).not.toThrow();
  });

  it('start no command, and train nothing', () => {
    const starts = /\b(gatecast|runInShell|spawn|spawnSync|execFileSync|runTrainJob)\(/;
    const quick = files.filter((file) => !isSlow(file));
    expect(quick.length).toBeGreaterThan(files.length / 3);
    const offenders = quick.filter((file) => starts.test(readFileSync(join(root, file), 'utf8')));
    expect(offenders).toEqual([]);
  });
});
