import { describe, expect, it } from 'vitest';
import { gatecast } from './gatecast.js';
import { day, put, temporaryFolder } from './samples.js';

const folder = temporaryFolder();
const rows = Array.from({ length: 60 }, (_, i) => i).flatMap((i) => [
  `${day(i)},a,${10 + (i % 7)}`,
  `${day(i)},empty,`,
  `${day(i)},c,${20 + (i % 5)}`,
]);
put(folder, 'panel.csv', `date,id,value\n${rows.join('\n')}\n`);

describe('a panel of which one series has no value', () => {
  it.each([
    ['forecast', 'panel.csv', '--model', 'theta', '--horizon', '3'],
    ['backtest', 'panel.csv', '--model', 'theta', '--horizon', '3'],
    ['train', 'panel.csv', '--model', 'theta', '--horizon', '3', '--output', 'm.gatecast'],
    ['predict', 'panel.csv', '--model', 'm.gatecast'],
  ])('is used without it by %s, which names it and exits with 3', (...args) => {
    const { exitCode: code, stdout, stderr } = gatecast(args, { cwd: folder });
    expect(code).toBe(3);
    expect(stderr).toContain('left out for want of any value: series "empty" (value)');
    expect(stdout).not.toContain('empty');
    if (args[0] !== 'train') expect(stdout.split('\n').length).toBeGreaterThan(3);
  });
});

describe('--levels', () => {
  it.each([
    ['0.8', 'did you mean 80?'],
    ['80,0.95', 'did you mean 95?'],
    ['1', 'give percentages above 1 and below 100'],
    ['100', 'give percentages above 1 and below 100'],
  ])('%s is refused: %s', (levels, hint) => {
    const args = ['forecast', 'panel.csv', '--horizon', '3', '--levels', levels];
    const { exitCode: code, stdout, stderr } = gatecast(args, { cwd: folder });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(hint);
  });
});
