import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatecast } from './gatecast.js';
import { daily, put, temporaryFolder, wave } from './samples.js';

const folder = temporaryFolder();
const file = put(folder, 'sales.csv', daily(300, wave));
const network = ['-n', '3', '-m', 'gru', '--hidden', '16', '--layers', '2', '--epochs', '3'];
const linear = ['-n', '3', '-m', 'linear'];

/** Trains into the folder and returns the model's path. */
function train(name: string, flags: readonly string[], from = file, env = {}): string {
  const path = join(folder, name);
  const { stderr, exitCode } = gatecast(['train', from, ...flags, '--output', path], { env });
  expect(stderr).not.toMatch(/^error/m);
  expect(exitCode).toBe(0);
  return path;
}

describe('model files', () => {
  it('the same command gives the same bytes, with any number of threads, in any zone and language', () => {
    // More rows than one shard of a batch, so that threads have something to share.
    const flags = [...network, '--batch-size', '128', '--ensemble', '2'];
    const surroundings = [
      { threads: '1', env: {} },
      { threads: '1', env: { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' } },
      { threads: '2', env: { TZ: 'Asia/Kathmandu', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' } },
      { threads: '3', env: {} },
    ];
    const files = surroundings.map(({ threads, env }, i) =>
      readFileSync(train(`same-${i}.gatecast`, [...flags, '--threads', threads], file, env)),
    );
    for (const bytes of files) expect(bytes.equals(files[0]!)).toBe(true);
  });

  it('another seed gives other bytes', () => {
    const one = readFileSync(train('seed-1.gatecast', [...network, '--seed', '1']));
    const two = readFileSync(train('seed-2.gatecast', [...network, '--seed', '2']));
    expect(one.equals(two)).toBe(false);
  });

  it('a saved model forecasts the same on any number of threads, from a file or a pipe', () => {
    const model = train('threads.gatecast', network);
    const one = gatecast(['predict', file, '--model', model, '--threads', '1']);
    const three = gatecast(['predict', file, '--model', model, '--threads', '3']);
    const piped = gatecast(['predict', '--model', model], { input: readFileSync(file) });
    expect(one.stdout).toMatch(/^date,forecast,lo_80,hi_80,lo_95,hi_95\n2020-10-27,/);
    expect(three.stdout).toBe(one.stdout);
    expect(piped.stdout).toBe(one.stdout);
  });

  it('a saved model forecasts what the training run itself forecasts', () => {
    const model = train('same-forecast.gatecast', linear);
    const direct = gatecast(['forecast', file, ...linear]).stdout;
    expect(gatecast(['predict', file, '--model', model]).stdout).toBe(direct);
  });

  it('newer history moves the forecast on', () => {
    const model = train('newer.gatecast', linear);
    const newer = put(folder, 'newer.csv', daily(310, wave));
    expect(gatecast(['predict', newer, '--model', model]).stdout).toMatch(/\n2020-11-06,/);
  });

  it('a history shorter than the lookback is forecast from, with a warning', () => {
    const model = train('short.gatecast', [...linear, '--lookback', '20']);
    const short = put(folder, 'short.csv', daily(12, wave));
    const { exitCode, stderr } = gatecast(['predict', short, '--model', model]);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/warning: series .* has 12 rows, fewer than the 20/);
  });

  it('fewer steps and other levels may be asked for, more steps not', () => {
    const model = train('steps.gatecast', linear);
    const ask = (...flags: string[]) => gatecast(['predict', file, '--model', model, ...flags]);
    const two = ask('--horizon', '2', '--levels', '50').stdout.trimEnd().split('\n');
    expect(two).toHaveLength(3);
    expect(two[0]).toBe('date,forecast,lo_50,hi_50');
    const nine = ask('--horizon', '9');
    expect(nine.exitCode).toBe(2);
    expect(nine.stderr).toMatch(/--horizon 9: .*3 steps/);
  });

  it('a file without the column that a model was trained on is refused by its name: exit 4', () => {
    const two = put(
      folder,
      'two.csv',
      daily(120, (i) => `${wave(i)},${i % 5}`, 'date,a,b'),
    );
    const model = train('column-a.gatecast', [...linear, '--target', 'a'], two);
    const other = put(folder, 'without-a.csv', daily(120, wave, 'date,b'));
    const { stdout, stderr, exitCode } = gatecast(['predict', other, '--model', model]);
    expect(exitCode).toBe(4);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: .*without-a\.csv.*"a"/m);
  });

  it('any damaged byte is found: exit 5', () => {
    const bytes = readFileSync(train('whole.gatecast', linear));
    const places = [0, 9, 13, 40, bytes.length >> 1, bytes.length - 1];
    for (const place of places) {
      const damaged = Buffer.from(bytes);
      damaged[place]! ^= 1;
      const path = put(folder, 'damaged.gatecast', damaged);
      const { stdout, stderr, exitCode } = gatecast(['predict', file, '--model', path]);
      expect(exitCode).toBe(5);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^error: .*damaged\.gatecast.*\n hint: /m);
    }
  });

  it('a file cut short is found: exit 5', () => {
    const bytes = readFileSync(train('long.gatecast', linear));
    const path = join(folder, 'short.gatecast');
    for (const length of [0, 7, 20, bytes.length - 1]) {
      writeFileSync(path, bytes.subarray(0, length));
      expect(gatecast(['predict', file, '--model', path]).exitCode).toBe(5);
    }
  });
});
