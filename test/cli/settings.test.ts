import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatecast } from './gatecast.js';
import { daily, put, temporaryFolder, wave } from './samples.js';

const folder = temporaryFolder();
const file = put(folder, 'sales.csv', daily(120, wave));

/** How many steps a forecast has: the horizon that won. */
function horizonOf(args: readonly string[], env: Readonly<Record<string, string>> = {}): number {
  const run = gatecast(['forecast', '-m', 'mean', '--json', ...args], { cwd: folder, env });
  expect(run.exitCode).toBe(0);
  return JSON.parse(run.stdout).horizon;
}

function config(name: string, contents: string): string {
  writeFileSync(join(folder, name), contents);
  return name;
}

describe('settings', () => {
  const yaml = config('four.yaml', 'horizon: 4\n');

  it('the default counts when nothing else is said', () => {
    expect(horizonOf([file])).toBe(7);
  });

  it('a config file wins over the default', () => {
    expect(horizonOf([file, '--config', yaml])).toBe(4);
  });

  it('the environment wins over a config file', () => {
    expect(horizonOf([file, '--config', yaml], { GATECAST_HORIZON: '5' })).toBe(5);
  });

  it('a flag wins over everything', () => {
    const args = [file, '--config', yaml, '--horizon', '6'];
    expect(horizonOf(args, { GATECAST_HORIZON: '5' })).toBe(6);
  });

  it('the config file may itself be named by the environment', () => {
    expect(horizonOf([file], { GATECAST_CONFIG: yaml })).toBe(4);
  });

  it('an empty variable is no setting', () => {
    expect(horizonOf([file], { GATECAST_HORIZON: '' })).toBe(7);
  });

  it('a variable sets a switch, and "false" leaves it off', () => {
    const run = (value: string) =>
      gatecast(['forecast', file, '-m', 'mean', '-n', '2'], { env: { GATECAST_QUIET: value } });
    expect(run('1').stderr).toBe('');
    expect(run('false').stderr).not.toBe('');
  });

  it('JSON configs, lists that repeat a flag, and files beside the config', () => {
    const name = config(
      'all.json',
      JSON.stringify({
        files: 'sales.csv',
        model: ['mean', 'drift'],
        horizon: 2,
        set: { window: 3 },
      }),
    );
    const { stdout, exitCode } = gatecast(['forecast', '--config', join(folder, name)]);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').map((line) => line.split(',')[1])).toEqual(
      expect.arrayContaining(['mean', 'drift']),
    );
  });

  it('a flag that must be given may stand in the config file', () => {
    const name = config('train.yaml', 'model: mean\nhorizon: 2\noutput: mean.gatecast\n');
    const { stdout, exitCode } = gatecast(['train', file, '--config', name, '--json'], {
      cwd: folder,
    });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).output).toBe(join(folder, 'mean.gatecast'));
  });

  it.each([
    ['train', ['none.csv'], 'output', 'none.gatecast', '--output is missing'],
    ['explain', ['none.csv'], 'model', 'none.gatecast', 'no model is given'],
    ['import', ['none', 'none.csv'], 'output', 'none.gatecast', '--output is missing'],
    ['export', ['none.gatecast', 'none'], 'to', 'onnx', '--to is missing'],
    ['retrain', ['none.csv'], 'store', 'none', '--store is missing'],
  ])('%s takes what it must have from the environment and from a config', (...given) => {
    const [command, args, flag, value, missing] = given;
    expect(gatecast([command, ...args]).stderr).toContain(missing);
    const env = { [`GATECAST_${flag.toUpperCase()}`]: value };
    const name = config(`${command}.yaml`, `${flag}: ${value}\n`);
    for (const run of [
      gatecast([command, ...args], { cwd: folder, env }),
      gatecast([command, ...args, '--config', name], { cwd: folder }),
    ]) {
      expect(run.stderr).not.toContain(missing);
      expect(run.stderr).toContain('none');
    }
  });

  it('a path in a config is relative to the config, whatever the folder', () => {
    const trained = ['train', file, '-m', 'mean', '-n', '2', '-o', join(folder, 'm.gatecast')];
    expect(gatecast(trained).exitCode).toBe(0);
    const name = config('model.yaml', 'files: sales.csv\nmodel: m.gatecast\n');
    const run = gatecast(['predict', '--config', join(folder, name)], { cwd: '/' });
    expect(run.stdout).toContain('forecast');
  });

  const refusals = [
    ['an unknown key, with the nearest', 'horizn: 3\n', /refused\.yaml.*"horizn"/, /horizon/],
    ['a value that is not allowed', 'horizon: never\n', /refused\.yaml.*horizon.*"never"/, /whole/],
    ['a nested value', 'horizon: {a: {b: 1}}\n', /refused\.yaml.*horizon/, /./],
    ['what is no YAML', 'a: [1\n', /refused\.yaml cannot be parsed/, /YAML or JSON/],
    ['a key of the language', '__proto__: 3\n', /"__proto__"/, /YAML or JSON/],
    ['a key twice', 'horizon: 3\nhorizon: 4\n', /"horizon" occurs twice/, /./],
    ['a tag', 'horizon: !foo 3\n', /refused\.yaml.*tag/, /./],
    ['a value left out', 'horizon:\n', /"horizon"/, /flag: value/],
    ['keys within keys', '? '.repeat(50_000), /"\?"/, /./],
    ['lists within lists', '- '.repeat(50_000), /nested too deep/, /./],
    ['maps within maps', '{a: '.repeat(5000), /nested too deep/, /./],
    [
      'more keys than any config has',
      `{${Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`).join(', ')}}`,
      /more parts/,
      /./,
    ],
    ['a list at the top', '- 1\n', /refused\.yaml/, /flag: value/],
  ] as const;

  it.each(refusals)('a config with %s is refused: exit 2', (_, contents, message, hint) => {
    const name = config('refused.yaml', contents);
    const args = ['forecast', file, '--config', name];
    const { stderr, stdout, exitCode } = gatecast(args, { cwd: folder });
    const [first, second] = stderr.split('\n');
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(first).toMatch(message);
    expect(second).toMatch(hint);
  });

  it('values are taken as they are written: digits with zeros in front stay a name', () => {
    const name = config('zeros.yaml', 'name: 007\nstore: 1e3\n');
    const { stderr } = gatecast(['store', 'list', '--config', name], { cwd: folder });
    expect(stderr).toContain('1e3');
    const named = config('named.yaml', 'horizon: 3\nid: 007\n');
    const run = gatecast(['forecast', file, '-m', 'mean', '--config', named], { cwd: folder });
    expect(run.stderr).toContain('"007"');
  });

  it('a config that is not there is refused: exit 2', () => {
    const { stderr, exitCode } = gatecast(['forecast', file, '--config', 'none.yaml']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/none\.yaml/);
  });

  it('a variable with a value that is not allowed is named', () => {
    const env = { GATECAST_HORIZON: 'soon' };
    const { stderr, exitCode } = gatecast(['forecast', file], { env });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: GATECAST_HORIZON: .*"soon"/);
  });
});
