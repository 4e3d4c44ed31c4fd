import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './cli/gatecast.js';

const src = join(root, 'src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
/** Without comments and texts. */
const codeOf = (file: string) =>
  readFileSync(join(src, file), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/'(?:[^'\\\n]|\\.)*'/g, "''")
    .replaceAll(/(^|\s)\/\/.*$/gm, '$1');
const using = (pattern: RegExp) => files.filter((file) => pattern.test(codeOf(file)));
const importing = (pattern: RegExp) =>
  files.filter((file) => pattern.test(readFileSync(join(src, file), 'utf8')));

describe('the page of guarantees', () => {
  const page = readFileSync(join(root, 'docs/guarantees.md'), 'utf8');
  const tests = [...page.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path]) => path!);

  it('names tests that there are', () => {
    expect(tests.length).toBeGreaterThan(15);
    expect(tests.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('has a test for every promise', () => {
    const promises = page.split('\n').filter((line) => /^\| [A-Z]/.test(line));
    expect(promises.length).toBeGreaterThan(15);
    for (const promise of promises) expect(promise).toMatch(/\]\(\.\.\/test\//);
  });
});

describe('the program', () => {
  it('runs no code from data', () => {
    expect(using(/\beval\(|\bnew Function\b|\bFunction\(/)).toEqual([]);
    expect(importing(/from 'node:(vm|repl)'/)).toEqual([]);
  });

  it('opens a connection in one place, for --ping-url', () => {
    expect(using(/\bfetch\(|\bWebSocket\b|\bXMLHttpRequest\b/)).toEqual(['cli/ping.ts']);
    expect(importing(/from 'node:(net|http|https|http2|tls|dgram|dns)'/)).toEqual([]);
  });

  it('starts other programs in three places: the browser for --open, itself for --watch, the crontab', () => {
    expect(importing(/from 'node:child_process'/)).toEqual([
      'cli/open-page.ts',
      'cli/running/watch.ts',
      'cli/schedule/install.ts',
    ]);
  });
});
