import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bin, gatecast } from './gatecast.js';
import { put, temporaryFolder } from './samples.js';

const folder = temporaryFolder();
put(folder, 'sales.csv', '\uFEFFday;"units sold";price\n2024-01-01;3;4\n');
const complete = (...words: string[]) =>
  gatecast(['complete', '--', ...words], { cwd: folder })
    .stdout.split('\n')
    .slice(0, -1);

describe('completion', () => {
  it.each([
    [['fore'], ['forecast']],
    [['store', 'un'], ['unlock']],
    [['forecast', '--hori'], ['--horizon']],
    [['forecast', '--no-ch'], ['--no-chart']],
    [['forecast', '-m', 'seas'], ['seasonal-naive']],
    [
      ['forecast', '--format', 'js'],
      ['json', 'jsonl'],
    ],
    [
      ['backtest', '--metric', 'rm'],
      ['rmse', 'rmsse'],
    ],
    [['forecast', '--model=seas'], ['--model=seasonal-naive']],
    [['forecast', '--model', '=', 'seas'], ['--model=seasonal-naive']],
    [
      ['forecast', 'sales.csv', '--target', ''],
      ['day', 'price', 'units sold'],
    ],
    [['forecast', 'demo:weather', '--time', 'd'], ['date']],
    [['forecast', 'sal'], []],
    [['forecast', 'absent.csv', '--target', ''], []],
  ])('of %j is %j', (words, expected) => {
    expect(complete(...words)).toEqual(expected);
  });

  it('works in bash, also behind an equals sign', () => {
    const script = gatecast(['completion', 'bash']).stdout;
    const inBash = (line: string, ...words: string[]) => {
      const list = words.map((word) => `'${word}'`).join(' ');
      const program = `gatecast() { '${process.execPath}' '${bin}' "$@"; }\n${script}
COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; COMP_LINE='${line}'
_gatecast; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return spawnSync('bash', ['-c', program], { cwd: folder, encoding: 'utf8' }).stdout;
    };
    const target = ['gatecast', 'forecast', 'sales.csv', '--target', 'units'];
    expect(inBash(target.join(' '), ...target)).toBe('units sold\n');
    const model = ['gatecast', 'forecast', '--model', '=', 'seas'];
    expect(inBash('gatecast forecast --model=seas', ...model)).toBe('seasonal-naive\n');
  });

  it.each(['bash', 'zsh', 'fish', 'powershell'])('has a script for %s', (shell) => {
    const { stdout, exitCode } = gatecast(['completion', shell]);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')[0]).toContain(`gatecast completion ${shell}`);
    expect(stdout).toContain('gatecast complete -- ');
  });

  it('without a name is for the shell in use', () => {
    const { stdout } = gatecast(['completion'], { env: { SHELL: join('/usr/bin', 'fish') } });
    expect(stdout).toBe(gatecast(['completion', 'fish']).stdout);
  });
});
