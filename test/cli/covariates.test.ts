import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatecast } from './gatecast.js';
import { daily, day, put, temporaryFolder, wave } from './samples.js';

const folder = temporaryFolder();
const ROWS = 120;
const HORIZON = 4;
const quick = ['--horizon', String(HORIZON), '--windows', '2', '--set', 'gru.epochs=1'];

const promotion = (i: number) => (i % 5 === 0 ? 1 : 0);
const history = (cells: (i: number) => string, name: string) =>
  daily(ROWS, (i) => `${wave(i)},${cells(i)}`, `date,value,${name}`);

/** History with a promotion, and its plan for the days after. */
const planned = (plan: readonly string[]) =>
  history((i) => String(promotion(i)), 'promo') +
  plan.map((cell, i) => `${day(ROWS + i)},,${cell}\n`).join('');

const future = ['--target', 'value', '--future', 'promo'];

describe('covariates known in the future', () => {
  it('are enough when they reach over the horizon', () => {
    const file = put(folder, 'planned.csv', planned(['0', '1', '0', '0']));
    const { stdout, exitCode } = gatecast(['forecast', file, ...future, '-m', 'gru', ...quick]);
    expect(exitCode).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1 + HORIZON);
  });

  it('that are missing are named by their rows, before anything is trained: exit 4', () => {
    const file = put(folder, 'gaps.csv', planned(['0', '', '1']));
    const args = ['forecast', file, ...future, '-m', 'gru', ...quick];
    const { stderr, exitCode } = gatecast(args);
    expect(exitCode).toBe(4);
    expect(stderr).toContain(
      `"promo" is missing in 2 of the 4 rows to forecast: ${day(ROWS + 1)}, ${day(ROWS + 3)}`,
    );
    expect(stderr).toMatch(/hint: .*--past/);
  });

  it('that are missing are no matter to a backtest, which has them', () => {
    const file = put(folder, 'none.csv', planned([]));
    expect(gatecast(['backtest', file, ...future, '-m', 'gru', ...quick]).exitCode).toBe(0);
  });

  it('that end with the history, or have holes in it, are enough to train and to look back', () => {
    const holes = history(
      (i) => (i % 9 === 4 || i === ROWS - 2 ? '' : String(promotion(i))),
      'promo',
    );
    const file = put(folder, 'holes.csv', holes);
    const args = [file, ...future, '-m', 'gru', '--horizon', '4', '--epochs', '1'];
    const model = join(folder, 'promo.gatecast');
    expect(gatecast(['train', ...args, '-o', model]).exitCode).toBe(0);
    expect(gatecast(['backtest', ...args, '--windows', '2']).exitCode).toBe(0);
    const plan = put(folder, 'plan.csv', planned(['0', '', '1', '0']));
    const { stderr, exitCode } = gatecast(['predict', plan, '--model', model]);
    expect(exitCode).toBe(4);
    expect(stderr).toContain(`"promo" is missing in 1 of the 4 rows to forecast: ${day(ROWS + 1)}`);
  });

  it('are a warning for a model that does not look at them', () => {
    const file = put(folder, 'deaf.csv', planned([]));
    const args = ['forecast', file, ...future, '-m', 'naive2', '--horizon', '4', '--json'];
    const { stdout, exitCode } = gatecast(args);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).warnings.join()).toMatch(/naive2 does without covariates: "promo"/);
  });
});

describe('a covariate that is the target in disguise', () => {
  const warnings = (file: string, role: string): string =>
    JSON.parse(gatecast(['inspect', file, '--target', 'value', role, 'other', '--json']).stdout)
      .findings.map(({ text }: { text: string }) => text)
      .join('\n');

  it.each(['--past', '--future'])('is named: %s', (role) => {
    const fahrenheit = (i: number) => (32 + 1.8 * Number(wave(i))).toFixed(1);
    const file = put(folder, 'disguise.csv', history(fahrenheit, 'other'));
    expect(warnings(file, role)).toMatch(/"other" explains "value".*target in disguise/);
    const { stderr } = gatecast([
      ...['backtest', file, '--target', 'value', role, 'other', '-m', 'mean'],
      ...['--horizon', '4'],
    ]);
    expect(stderr).toMatch(/warning: .*target in disguise/);
  });

  it('is not suspected where it only moves along: yesterday’s value of a smooth series', () => {
    const file = put(
      folder,
      'honest.csv',
      history((i) => wave(i - 1), 'other'),
    );
    expect(warnings(file, '--past')).not.toMatch(/disguise/);
  });
});
