import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bin } from './gatecast.js';
import { daily, put, temporaryFolder, wave } from './samples.js';

const folder = temporaryFolder();
put(folder, 'sales.csv', daily(2000, wave));

/** A training that would go on for minutes. */
const long = [
  ...['train', 'sales.csv', '--horizon', '7', '--model', 'gru', '--hidden', '64'],
  ...[
    '--epochs',
    '1000',
    '--patience',
    '1000',
    '--set',
    'budget=1000000',
    '--output',
    'm.gatecast',
  ],
];

interface End {
  readonly exitCode: number | null;
  readonly stderr: string;
  readonly stdout: string;
}

/** Starts a training, sends it a signal once it has read the file and trains, and waits for its end. */
function interrupted(signal: NodeJS.Signals, args: readonly string[]): Promise<End> {
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder, stdio: 'pipe' });
  child.stdin.end();
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    // What was understood of the file is told right before the training starts.
    if (!stderr.includes('2000 rows') && (stderr + text).includes('2000 rows')) {
      setTimeout(() => child.kill(signal), 700);
    }
    stderr += text;
  });
  return new Promise((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

describe('a signal during training', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends it with exit %i, one line, and nothing written', async (signal, code) => {
    const before = readdirSync(folder);
    const { exitCode, stdout, stderr } = await interrupted(signal, long);
    expect(exitCode).toBe(code);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/stopped by a signal; nothing was written\n$/);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('with keep-best the best weights so far become the model', async () => {
    const args = [...long, '--set', 'keep-best=true'];
    const { exitCode } = await interrupted('SIGINT', args);
    expect(exitCode).toBe(0);
    expect(readdirSync(folder)).toContain('m.gatecast');
  });
});

describe('a signal while a formula is computed', () => {
  it.each([
    ['linear', '--lookback', '900'],
    ['mstl', '--season', '365'],
  ])('ends %s long before the end of its fits', async (model, ...more) => {
    const args = ['backtest', 'sales.csv', '--horizon', '7', '--model', model, '--refit', 'always'];
    const start = performance.now();
    const { exitCode, stderr } = await interrupted('SIGTERM', [
      ...args,
      ...more,
      '--windows',
      '200',
    ]);
    expect(exitCode).toBe(143);
    expect(stderr).toMatch(/stopped by a signal/);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe('a signal while standard input is being read', () => {
  it('ends the command although the input goes on', async () => {
    const child = spawn(process.execPath, [bin, 'ingest', '-'], { cwd: folder, stdio: 'pipe' });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdin.on('error', () => undefined);
    child.stdin.write(daily(2000, wave));
    setTimeout(() => child.kill('SIGINT'), 1500);
    const exitCode = await new Promise((resolve) => child.on('close', resolve));
    expect(exitCode).toBe(130);
    expect(stderr).toBe('stopped by a signal; nothing was written\n');
  });
});
