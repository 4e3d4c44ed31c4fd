import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatecast } from './gatecast.js';
import { daily, day, put, temporaryFolder, wave } from './samples.js';

const folder = temporaryFolder();
mkdirSync(join(folder, 'folder.csv'));

const rows = (count: number) => daily(count, wave);

const files: Readonly<Record<string, string | Buffer>> = {
  'good.csv': rows(120),
  'empty.csv': '',
  'header.csv': 'date,value\n',
  'one.csv': daily(1, wave),
  'missing.csv': daily(60, () => ''),
  'text.csv': daily(60, (i) => `word${'abc'[i % 3]}`),
  'short.csv': daily(8, wave),
  'binary.csv': Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)),
  'utf32.csv': Buffer.from([...rows(60)].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0])),
  'wide.csv': `date,value\n${'1,'.repeat(999_999)}1\n`,
};
for (const [name, contents] of Object.entries(files)) put(folder, name, contents);

interface Refusal {
  readonly what: string;
  readonly args: readonly string[];
  readonly exitCode: 2 | 4 | 5;
  /** Words of the one line: what is named. */
  readonly names: RegExp;
  /** Words of the hint: what to do. */
  readonly hint: RegExp;
}

const forecast = (file: string, ...flags: string[]) => [
  'forecast',
  file,
  '--model',
  'linear',
  '--horizon',
  '5',
  ...flags,
];

const refusals: readonly Refusal[] = [
  {
    what: 'a file that is not there',
    args: forecast('nowhere.csv'),
    exitCode: 4,
    names: /nowhere\.csv/,
    hint: /path/,
  },
  {
    what: 'an empty file',
    args: forecast('empty.csv'),
    exitCode: 4,
    names: /empty\.csv is empty/,
    hint: /header and rows/,
  },
  {
    what: 'a header without rows',
    args: forecast('header.csv'),
    exitCode: 4,
    names: /header\.csv.*date, value/,
    hint: /rows/,
  },
  {
    what: 'one row',
    args: forecast('one.csv'),
    exitCode: 4,
    names: /one\.csv/,
    hint: /./,
  },
  {
    what: 'a column without a value',
    args: forecast('missing.csv'),
    exitCode: 4,
    names: /missing\.csv/,
    hint: /inspect/,
  },
  {
    what: 'text where numbers are expected',
    args: forecast('text.csv'),
    exitCode: 4,
    names: /text\.csv.*"value"/,
    hint: /inspect/,
  },
  {
    what: 'a text column asked for as target',
    args: forecast('text.csv', '--target', 'value'),
    exitCode: 4,
    names: /text\.csv.*value/,
    hint: /./,
  },
  {
    what: 'a series shorter than history and horizon',
    args: forecast('short.csv'),
    exitCode: 4,
    names: /8 rows.*horizon 5/,
    hint: /--horizon to 4/,
  },
  {
    what: 'a horizon longer than the data carry',
    args: ['forecast', 'good.csv', '--model', 'linear', '--horizon', '500'],
    exitCode: 4,
    names: /120 rows.*horizon 500/,
    hint: /lower --horizon/,
  },
  {
    what: 'a directory',
    args: forecast('folder.csv'),
    exitCode: 4,
    names: /folder\.csv is a directory/,
    hint: /files in it/,
  },
  {
    what: 'a binary file',
    args: forecast('binary.csv'),
    exitCode: 4,
    names: /binary\.csv/,
    hint: /CSV/,
  },
  {
    what: 'an encoding that cannot be read',
    args: forecast('utf32.csv'),
    exitCode: 4,
    names: /utf32\.csv/,
    hint: /--encoding/,
  },
  {
    what: 'a million columns in one row',
    args: forecast('wide.csv'),
    exitCode: 4,
    names: /wide\.csv/,
    hint: /./,
  },
  {
    what: 'a horizon of 0',
    args: ['forecast', 'good.csv', '--horizon', '0'],
    exitCode: 2,
    names: /--horizon.*"0"/,
    hint: /at least 1/,
  },
  {
    what: 'a horizon that is no number',
    args: ['forecast', 'good.csv', '--horizon', 'soon'],
    exitCode: 2,
    names: /--horizon.*"soon"/,
    hint: /whole number/,
  },
  {
    what: 'an unknown column',
    args: forecast('good.csv', '--target', 'vlaue'),
    exitCode: 2,
    names: /good\.csv.*"vlaue"/,
    hint: /did you mean "value"/,
  },
  {
    what: 'an unknown time column',
    args: forecast('good.csv', '--time', 'dat'),
    exitCode: 2,
    names: /"dat"/,
    hint: /"date"/,
  },
  {
    what: 'an unknown flag',
    args: ['forecast', 'good.csv', '--horizn', '3'],
    exitCode: 2,
    names: /--horizn/,
    hint: /--horizon/,
  },
  {
    what: 'an unknown command',
    args: ['forcast', 'good.csv'],
    exitCode: 2,
    names: /forcast/,
    hint: /forecast/,
  },
  {
    what: 'an argument where none is taken',
    args: ['models', 'gru', 'lstm'],
    exitCode: 2,
    names: /lstm/,
    hint: /--help/,
  },
  {
    what: 'a name that no registry has',
    args: ['models', 'gur'],
    exitCode: 2,
    names: /"gur"/,
    hint: /did you mean gru\?/,
  },
  {
    what: 'an unknown model',
    args: ['forecast', 'good.csv', '--model', 'gruu'],
    exitCode: 2,
    names: /"gruu"/,
    hint: /did you mean gru/,
  },
  {
    what: 'an unknown metric',
    args: ['backtest', 'good.csv', '--metric', 'rmsee'],
    exitCode: 2,
    names: /"rmsee"/,
    hint: /rmse/,
  },
  {
    what: 'an option that no model has',
    args: forecast('good.csv', '--set', 'lookbak=3'),
    exitCode: 2,
    names: /lookbak/,
    hint: /lookback/,
  },
  {
    what: 'an unknown encoding',
    args: forecast('good.csv', '--encoding', 'klingon'),
    exitCode: 2,
    names: /klingon/,
    hint: /utf-8/,
  },
  {
    what: 'a level that is no percentage',
    args: forecast('good.csv', '--levels', '80,101'),
    exitCode: 2,
    names: /--levels.*"101"/,
    hint: /above 1 and below 100/,
  },
  {
    what: 'an unknown frequency',
    args: forecast('good.csv', '--freq', 'fortnight'),
    exitCode: 2,
    names: /fortnight/,
    hint: /./,
  },
  {
    what: 'an unknown time zone',
    args: forecast('good.csv', '--tz', 'Mars/Olympus'),
    exitCode: 2,
    names: /Mars\/Olympus/,
    hint: /./,
  },
  {
    what: 'training without a place for the model',
    args: ['train', 'good.csv'],
    exitCode: 2,
    names: /--output/,
    hint: /train --help/,
  },
  {
    what: 'training two models at once',
    args: ['train', 'good.csv', '-m', 'naive', '-m', 'mean', '-o', 'two.gatecast'],
    exitCode: 2,
    names: /one --model/,
    hint: /once for each/,
  },
  {
    what: 'a chart file of no known kind',
    args: forecast('good.csv', '--chart-file', 'chart.gif'),
    exitCode: 2,
    names: /chart\.gif/,
    hint: /\.svg, \.png or \.html/,
  },
  {
    what: 'an output in a folder that is not there',
    args: forecast('good.csv', '--output', 'no/such/folder.csv'),
    exitCode: 2,
    names: /no\/such\/folder\.csv/,
    hint: /folder/,
  },
  {
    what: 'a model file that is not there',
    args: ['predict', 'good.csv', '--model', 'nowhere.gatecast'],
    exitCode: 5,
    names: /nowhere\.gatecast/,
    hint: /train/,
  },
  {
    what: 'a CSV where a model file is expected',
    args: ['predict', 'good.csv', '--model', 'good.csv'],
    exitCode: 5,
    names: /good\.csv.*not a gatecast model/,
    hint: /train/,
  },
];

describe('bad input', () => {
  it.each(refusals)('$what: one line, a hint, exit $exitCode', (refusal) => {
    const before = readdirSync(folder);
    const { stdout, stderr, exitCode } = gatecast([...refusal.args, '--quiet'], { cwd: folder });
    const lines = stderr.trimEnd().split('\n');

    expect(exitCode).toBe(refusal.exitCode);
    expect(stdout).toBe('');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^error: /);
    expect(lines[0]).toMatch(refusal.names);
    expect(lines[1]).toMatch(/^ hint: /);
    expect(lines[1]).toMatch(refusal.hint);
    expect(readdirSync(folder)).toEqual(before);
  });

  // Where refusals come from: parser, registry of commands, reading, roles, models, model files, writing.
  const asDocuments = [
    'a horizon of 0',
    'an unknown flag',
    'an unknown command',
    'an empty file',
    'an unknown column',
    'a series shorter than history and horizon',
    'a model file that is not there',
    'an output in a folder that is not there',
  ];

  it.each(asDocuments)('%s: the same as a JSON document', (what) => {
    const refusal = refusals.find((entry) => entry.what === what)!;
    const { stdout, stderr, exitCode } = gatecast([...refusal.args, '--json'], { cwd: folder });
    const document = JSON.parse(stdout);

    expect(exitCode).toBe(refusal.exitCode);
    expect(stderr).toBe('');
    expect(Object.keys(document).sort()).toEqual(['command', 'error', 'gatecast', 'warnings']);
    expect(document.command).toBe(refusal.args[0]);
    expect(document.warnings).toBeInstanceOf(Array);
    expect(document.error).toEqual({
      message: expect.stringMatching(refusal.names),
      hint: expect.stringMatching(refusal.hint),
      exitCode: refusal.exitCode,
    });
  });
});

describe('odd input that can be used is told, with its line', () => {
  const told = (contents: string) => {
    const args = ['forecast', '-', '--model', 'naive', '--horizon', '2'];
    const { stdout, stderr, exitCode } = gatecast(args, { input: contents });
    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
    return stderr;
  };

  it('a constant series', () => {
    expect(told(daily(60, () => '5'))).toMatch(/warning: .*"value" is constant \(5\)/);
  });

  it('infinite values', () => {
    const text = told(daily(60, (i) => (i === 20 || i === 30 ? '-inf' : wave(i))));
    expect(text).toMatch(/warning: .*line 22: "-inf" and 1 more in "value": not finite/);
  });

  it('words among numbers', () => {
    const text = told(daily(60, (i) => (i === 20 ? 'oops' : wave(i))));
    expect(text).toMatch(/warning: .*line 22: "oops" in "value": not a number/);
  });

  it('a row with more cells than the header', () => {
    expect(told(daily(60, (i) => (i === 20 ? '1,2' : wave(i))))).toMatch(/line 22: .*more cells/);
  });

  it('a row with fewer cells than the header', () => {
    const text = daily(60, wave).replace(new RegExp(`(${day(30)}),.*`), '$1');
    expect(told(text)).toMatch(/line 32: .*fewer cells/);
  });
});
