import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { bin, gatecast } from './gatecast.js';
import { daily, put, temporaryFolder, wave } from './samples.js';

const folder = temporaryFolder();
const file = put(folder, 'sales.csv', daily(150, wave));
const args = (output: string) => [
  ...['tune', file, '--target', 'value', '--horizon', '3', '--trials', '9', '--epochs', '9'],
  ...['--hidden', '4', '--set', 'skip=false', '--threads', '1', '--output', join(folder, output)],
];
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('gatecast tune', () => {
  it('writes a config that train takes as it is, with what the user had decided', () => {
    const tuned = gatecast([...args('whole.yaml'), '--json']);
    expect(tuned.exitCode).toBe(0);
    const { choice, model } = JSON.parse(tuned.stdout);
    const config = ['--config', join(folder, 'whole.yaml')];
    const trained = gatecast(['train', ...config, '-o', join(folder, 'm.gatecast'), '--json']);
    expect(trained.stderr).toBe('');
    const document = JSON.parse(trained.stdout);
    expect(document.model).toBe(model);
    expect(document.options).toMatchObject({ ...choice, hidden: 4, skip: false });
  });

  it('says whose score it is not', () => {
    const { stdout } = gatecast([...args('remark.yaml'), '--format', 'table']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /Scores are of the \d+ validation rows.*last \d+ rows of each series were kept out of sight/,
    );
  });

  /** Starts a search and ends it by a signal as soon as a trial is finished; what it says last. */
  async function ended(output: string, signal: NodeJS.Signals) {
    const child = spawn(process.execPath, [bin, ...args(output)]);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const exit = new Promise((resolve) => child.once('close', resolve));
    const trials = join(folder, `${output}.trials.json`);
    while (!existsSync(trials) && child.exitCode === null) await pause(5);
    child.kill(signal);
    return { exitCode: await exit, stderr, trials };
  }

  it('says after Ctrl-C what is kept', async () => {
    const { exitCode, stderr } = await ended('stopped.yaml', 'SIGINT');
    expect(exitCode).toBe(130);
    expect(stderr).toMatch(
      /\nstopped by a signal; \d+ finished trials? (is|are) kept in .*stopped\.yaml\.trials\.json: the same command goes on from there\n$/,
    );
  });

  it('goes on after a kill and comes to the same choice', async () => {
    const { trials } = await ended('killed.yaml', 'SIGKILL');
    expect(existsSync(join(folder, 'killed.yaml'))).toBe(false);

    const { stderr, exitCode } = gatecast(args('killed.yaml'));
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/going on with \d+ finished trials/);
    expect(read('killed.yaml')).toBe(read('whole.yaml'));
    expect(existsSync(trials)).toBe(false);
  });
});

describe('--budget', () => {
  const quick = ['backtest', file, '--model', 'gru', '--horizon', '3', '--windows', '2', '--json'];

  it.each(['0.1', '0.1s', '.01min'])('takes a time: %s', (time) => {
    expect(gatecast([...quick, '--epochs', '2', '--budget', time]).exitCode).toBe(0);
  });

  it.each(['soon', '-3s', '0', '10 days', 's'])('refuses %s', (time) => {
    const { stdout, exitCode } = gatecast([...quick, `--budget=${time}`]);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout).error.message).toContain(time);
  });

  it('ends a training that would go on', () => {
    const model = join(folder, 'budget.gatecast');
    const { stdout } = gatecast([
      ...[
        'train',
        file,
        '--model',
        'gru',
        '--horizon',
        '3',
        '--epochs',
        '100000',
        '--patience',
        '100000',
      ],
      ...['--budget', '1s', '--output', model, '--json'],
    ]);
    const { training } = JSON.parse(stdout);
    expect(training.epochs).toBeGreaterThan(0);
    expect(training.epochs).toBeLessThan(100_000);
  });
});
