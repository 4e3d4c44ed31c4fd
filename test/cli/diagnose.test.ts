import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatecast } from './gatecast.js';
import { temporaryFolder } from './samples.js';

const weather = ['fixtures/seattle-weather.csv', '--target', 'temp_max'];

describe('gatecast diagnose', () => {
  it('says of each cell how far back its gradients reach on a file', () => {
    const run = gatecast(['diagnose', ...weather, '--epochs', '1', '--lookback', '20', '--json']);
    expect(run.exitCode).toBe(0);
    const { cells, task } = JSON.parse(run.stdout);
    expect(task.steps).toBe(20);
    expect(cells.map(({ cell }: { cell: string }) => cell)).toEqual(['rnn', 'gru', 'lstm']);
    for (const { start, end, gradientNorms, verdict } of cells) {
      expect(start.gradientNorms).toHaveLength(20);
      expect(end.gradientNorms.every((norm: number) => norm > 0)).toBe(true);
      expect(gradientNorms).toHaveLength(1);
      expect(verdict).toMatch(/step|%/);
    }
  });

  it('says so where gradients explode, as docs/learn/gradients.md shows it', () => {
    const asked = ['--cell', 'rnn', '--learning-rate', '0.01', '--epochs', '4', '--seed', '3'];
    const run = gatecast(['diagnose', '--task', 'lag:20', ...asked, '--json']);
    const [rnn] = JSON.parse(run.stdout).cells;
    expect(rnn.verdict).toContain('gradients explode after 19 steps');
    expect(rnn.clipped).toBeGreaterThan(0.25);
  });

  it('gives the same bytes for the same seed, and other ones for another', () => {
    const run = (seed: string) =>
      gatecast(['diagnose', '--task', 'lag:5', '--epochs', '1', '--seed', seed]).stdout;
    expect(run('3')).toBe(run('3'));
    expect(run('3')).not.toBe(run('4'));
  });

  it.each([
    [['--task', 'lag:none'], 2, '"none" is not a distance'],
    [['--task', 'lagging'], 2, 'lag'],
    [['--task', 'lag:100000', '--hidden', '512', '--cell', 'lstm'], 2, 'memory'],
    [[...weather, '--task', 'lag'], 2, 'needs no file'],
    [[...weather, '--lookback', '5000'], 4, 'too few for windows of 5000'],
  ])('refuses %j with exit code %i', (asked, exitCode, message) => {
    const run = gatecast(['diagnose', ...asked]);
    expect(run.exitCode).toBe(exitCode);
    expect(run.stderr).toContain(message);
  });

  it('refuses a series that never changes', () => {
    const rows = Array.from({ length: 100 }, (_, i) => `${i},7`).join('\n');
    const asked = ['diagnose', '-', '--target', 'y', '--time', 't'];
    const run = gatecast(asked, { input: `t,y\n${rows}\n` });
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toContain('never changes');
  });
});

describe('gatecast diagnose MODEL', () => {
  const folder = temporaryFolder();
  const model = join(folder, 'm.gatecast');
  const train = (...more: string[]) => {
    const small = ['--horizon', '3', '--hidden', '4', '--epochs', '2', '--lookback', '20'];
    const run = gatecast(['train', ...weather, ...small, ...more, '--output', model]);
    expect(run.exitCode).toBe(0);
  };

  it.each(['rnn', 'gru', 'lstm', 'segrnn'])('looks into a saved %s', (name) => {
    train('--model', name, '--set', 'skip=false');
    const run = gatecast(['diagnose', weather[0]!, model, '--json']);
    expect(run.exitCode).toBe(0);
    const { cells, task } = JSON.parse(run.stdout);
    expect(task).toBeNull();
    expect(cells).toHaveLength(1);
    const [{ cell, start, end, memory, verdict }] = cells;
    expect(cell).toBe(name);
    expect(start).toBeNull();
    expect(end.gradientNorms.every((norm: number) => norm > 0)).toBe(true);
    // segrnn reads segments of several rows.
    if (name !== 'segrnn') expect(end.gradientNorms).toHaveLength(20);
    expect(memory.end.steps).toBeGreaterThan(0);
    expect(verdict).toMatch(/^\w+: /);
  });

  it('refuses a model without a recurrent layer, training flags, and a model alone', () => {
    train('--model', 'transformer');
    const refusals = [
      [[weather[0]!, model], 'has no recurrent layer'],
      [[weather[0]!, model, '--epochs', '3'], '--epochs says how to train'],
      [[model], 'give the data too'],
    ] as const;
    for (const [args, message] of refusals) {
      const run = gatecast(['diagnose', ...args]);
      expect(run.exitCode).toBe(2);
      expect(run.stderr).toContain(message);
    }
  });
});
