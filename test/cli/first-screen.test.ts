import { describe, expect, it } from 'vitest';
import { noFile } from '../../src/cli/screen/files-here.js';
import { gatecast } from './gatecast.js';
import { daily, put, temporaryFolder, wave } from './samples.js';

const folder = temporaryFolder();

describe('the first screen', () => {
  const { stdout, exitCode } = gatecast([]);

  it('fits a screen: a line on what it is, three commands to start with, groups', () => {
    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split('\n').length).toBeLessThan(45);
    const start = stdout.slice(stdout.indexOf('START WITH'), stdout.indexOf('FORECAST\n'));
    expect(start).toContain('gatecast demo ');
    expect(start.trimEnd().split('\n')).toHaveLength(4);
    const headings = ['START WITH', 'FORECAST', 'UNDERSTAND', 'LOOK AFTER'];
    const places = headings.map((heading) => stdout.indexOf(`\n${heading}\n`));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('has every command once, and none that only a script calls', () => {
    const listed = stdout.slice(stdout.indexOf('FORECAST\n'));
    expect(listed.match(/^ {2}inspect /gm)).toHaveLength(1);
    expect(listed).not.toMatch(/^ {2}(complete|autocomplete) /m);
  });
});

describe('the help of a command', () => {
  const { stdout } = gatecast(['forecast', '--help']);

  it('has examples before flags, and eight flags of all', () => {
    expect(stdout.indexOf('EXAMPLES')).toBeLessThan(stdout.indexOf('FLAGS'));
    const flags = stdout.slice(stdout.indexOf('FLAGS')).match(/^ {2,6}(?:-\w, )?--[\w-]+/gm);
    expect(flags).toHaveLength(8);
    expect(stdout).toMatch(/gatecast forecast --help-all lists the \d+ other flags\./);
  });

  it('is the same by the command help', () => {
    expect(gatecast(['help', 'forecast']).stdout).toBe(stdout);
  });
});

describe('words of other programs', () => {
  const file = put(folder, 'visitors.csv', daily(60, wave));
  const run = (...args: string[]) =>
    gatecast(['forecast', '--model', 'drift', '--windows', '2', '--json', ...args], {
      cwd: folder,
    });
  const horizonOf = (stdout: string) => JSON.parse(stdout).horizon;

  it.each([
    [['visitors.csv', '--periods', '3']],
    [['visitors.csv', '--steps=3']],
    [['visitors.csv', '-h', '3']],
    [['--file', 'visitors.csv', '-n', '3']],
    [['--input=visitors.csv', '-n', '3']],
    [['visitors.csv', '-n', '3', '--date', 'date', '--value', 'value']],
  ])('%j are understood', (args) => {
    expect(horizonOf(run(...args).stdout)).toBe(3);
  });

  it('levels may be called confidence, the report html, the chart plot', () => {
    const args = ['-n', '2', '--confidence', '90', '--html', 'report.html', '--plot'];
    const { stdout } = run('visitors.csv', ...args);
    expect(Object.keys(JSON.parse(stdout).forecasts[0])).toContain('lo_90');
    expect(gatecast(['inspect', 'report.html'], { cwd: folder }).stderr).not.toMatch(/no file/);
  });

  it('-h alone is help, and what stands behind -- is a file', () => {
    expect(gatecast(['forecast', '-h']).stdout).toContain('EXAMPLES');
    expect(run('--', '--file').stderr + run('--', '--file').stdout).toContain('no file --file');
  });

  it.each([
    ['prophet', 'mstl'],
    ['Holt-Winters', 'ets'],
    ['lgbm', 'linear'],
  ])('the model %s is told apart from %s, which is of its kind', (foreign, own) => {
    const { stderr, exitCode } = gatecast(['forecast', file, '--model', foreign]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(new RegExp(`hint: the nearest here: ${own}\\b`));
  });

  it('nothing is suggested that is farther than a third of a word', () => {
    expect(gatecast(['version']).stderr).toBe(
      'error: unknown command version\n hint: see gatecast --help\n',
    );
    expect(gatecast(['forcast']).stderr).toContain('did you mean forecast?');
  });

  it('a misspelt GATECAST_ variable is told, one of another command is not', () => {
    const env = { GATECAST_HORIZN: '3', GATECAST_STORE: 'models' };
    const { stderr } = gatecast(['models', 'naive'], { env });
    expect(stderr).toBe(
      'warning: GATECAST_HORIZN is ignored: no command has such a flag; did you mean GATECAST_HORIZON?\n',
    );
  });
});

describe('a command without its file', () => {
  it('lists the tables of the folder, and what to type', async () => {
    const { message, hint } = await noFile('forecast', folder);
    expect(message).toBe('forecast needs a file; here are visitors.csv');
    expect(hint).toBe('gatecast forecast visitors.csv');
  });

  it('names the demo where there are none', async () => {
    const { hint, exitCode } = await noFile('forecast', temporaryFolder());
    expect(hint).toContain('gatecast forecast demo:weather');
    expect(exitCode).toBe(2);
  });
});

describe('the series that ship', () => {
  it('are read by name from any folder, and others are refused by name', () => {
    const empty = temporaryFolder();
    const { stdout } = gatecast(['inspect', 'demo:stocks', '--json'], { cwd: empty });
    expect(JSON.parse(stdout)).toMatchObject({ file: 'demo:stocks', freq: 'B' });
    const { stderr, exitCode } = gatecast(['inspect', 'demo:oil'], { cwd: empty });
    expect(exitCode).toBe(4);
    expect(stderr).toContain('there are demo:weather and demo:stocks');
  });

  it('demo forecasts one, and says which command that was', () => {
    const args = ['demo', '--model', 'drift', '--report', 'demo.html', '--json'];
    const { stdout } = gatecast(args, { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({ command: 'demo', horizon: 14 });
  });
});

describe('a lookback longer than the rows', () => {
  it.each(['gru', 'linear'])('of %s is refused before anything is trained', (model) => {
    const file = put(folder, 'short.csv', daily(60, wave));
    const args = ['forecast', file, '--model', model, '--lookback', '5000', '-n', '3'];
    const { stderr, exitCode } = gatecast(args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      '--lookback 5000 is longer than the data: the longest series has 60 rows',
    );
  });
});
