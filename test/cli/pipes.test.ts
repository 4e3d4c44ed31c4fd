import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gatecast, root } from './gatecast.js';
import { daily, put, temporaryFolder, wave } from './samples.js';
import { runInShell } from './shell.js';

const folder = temporaryFolder();
const text = daily(120, wave);
const file = put(folder, 'sales.csv', text);
const quick = ['-m', 'linear', '--horizon', '3', '--windows', '4'];
const expected = gatecast(['forecast', file, ...quick]).stdout;

const shell = (line: string) => runInShell(line, root);

describe('pipes', () => {
  it('"-" reads standard input', () => {
    expect(gatecast(['forecast', '-', ...quick], { input: text }).stdout).toBe(expected);
  });

  it('without a file a pipe is read', () => {
    expect(gatecast(['forecast', ...quick], { input: text }).stdout).toBe(expected);
  });

  it('a gzip stream is read as what it holds', () => {
    const input = gzipSync(readFileSync(file));
    expect(gatecast(['forecast', '-', ...quick], { input }).stdout).toBe(expected);
  });

  it('without a file and with nothing in the pipe it says so', () => {
    const { stderr, exitCode } = gatecast(['forecast', ...quick]);
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(/standard input is empty/);
  });

  it('talk goes to stderr, and --quiet silences it', () => {
    const { stderr } = gatecast(['forecast', file, ...quick]);
    expect(stderr).toMatch(/sales\.csv: 120 rows/);
    expect(gatecast(['forecast', file, ...quick, '--quiet'])).toEqual({
      stdout: expected,
      stderr: '',
      exitCode: 0,
    });
  });

  it('a reader that has seen enough ends a forecast without a stack trace', async () => {
    const { stdout, stderr } = await shell(
      `cat '${file}' | gatecast forecast - ${quick.join(' ')} --quiet | head -3`,
    );
    expect(stdout).toBe(`${expected.split('\n').slice(0, 3).join('\n')}\n`);
    expect(stderr).toBe('');
  });

  it('a reader that closes in the middle of much output ends it without a stack trace', async () => {
    const { stdout, stderr } = await shell(
      'gatecast ingest fixtures/sp500-2000.csv --target close --past volume --quiet | head -1',
    );
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toBe('');
  });

  it('what ingest writes reads back to the same series', () => {
    const once = gatecast(['ingest', 'fixtures/seattle-weather.csv', '--target', 'temp_max']);
    const twice = gatecast(['ingest', '-'], { input: once.stdout });
    expect(once.stdout.split('\n')).toHaveLength(1 + 1461 + 1);
    expect(twice.stdout).toBe(once.stdout);
  });
});
