import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatecast } from './gatecast.js';
import { daily, put, temporaryFolder, wave } from './samples.js';

const folder = temporaryFolder();
const file = put(folder, 'sales.csv', daily(150, wave));
const output = join(folder, 'm.gatecast');
const series = [file, '--target', 'value', '--horizon', '3'];
const small = ['--model', 'gru', '--hidden', '4', '--epochs', '3'];
const json = (args: readonly string[]) => {
  const { stdout, stderr, exitCode } = gatecast([...args, '--json']);
  expect(`${exitCode} ${stderr}`).toBe('0 ');
  return JSON.parse(stdout);
};

describe('--estimate', () => {
  it('of train writes nothing, and counts what training then counts', () => {
    const train = ['train', ...series, ...small, '--output', output];
    const { estimate } = json([...train, '--estimate']);
    expect(existsSync(output)).toBe(false);
    const { cost, training } = json(train);
    expect(existsSync(output)).toBe(true);
    expect(estimate.parameters).toBe(cost.parameters);
    expect(estimate.models[0].epochs.most).toBe(3);
    expect(estimate.multiplyAdds * (training.epochs / 3)).toBeCloseTo(cost.multiplyAdds, 0);
    expect(estimate.seconds.most).toBeGreaterThanOrEqual(estimate.seconds.least);
    expect(estimate.peakMemory).toBeGreaterThan(2e7);
  });

  it('of backtest counts the fits, and names the models beside the one asked for', () => {
    const backtest = ['backtest', ...series, ...small, '--windows', '6', '--refit', '3'];
    const { models } = json([...backtest, '--estimate']).estimate;
    const fits = models.map(({ model, fits }: { model: string; fits: number }) => [model, fits]);
    expect(fits).toContainEqual(['gru', 2]);
    expect(fits).toContainEqual(['naive', 2]);
  });

  it('of tune takes no trials, and leaves none behind', () => {
    const config = join(folder, 'tuned.yaml');
    const tune = ['tune', ...series, '--hidden', '4', '--epochs', '9', '--trials', '4'];
    const { models } = json([...tune, '--threads', '1', '--output', config, '--estimate']).estimate;
    expect(models).toHaveLength(1);
    expect(models[0].fits).toBe(6);
    expect(existsSync(config) || existsSync(`${config}.trials.json`)).toBe(false);
  });

  it('is for people a table and a range', () => {
    const { stdout } = gatecast(['train', ...series, ...small, '--estimate', '--format', 'table']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /Expect .* s.*threads? of this machine.*MB of memory.*Nothing was trained/,
    );
  });

  it('refuses what the run itself would refuse', () => {
    const huge = ['--hidden', '4096', '--layers', '8', '--lookback', '20', '--batch-size', '4096'];
    const run = gatecast(['train', ...series, ...huge, '--estimate']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/GB of memory/);
  });
});

describe('train without --estimate', () => {
  it('asks for the file to write', () => {
    const run = gatecast(['train', ...series]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('--output is missing');
  });

  it('tells on standard error what it took', () => {
    const run = gatecast(['train', ...series, ...small, '--output', output]);
    expect(run.stderr).toMatch(/took .* s and at most \d+ MB of memory: \d+ parameters/);
  });
});
