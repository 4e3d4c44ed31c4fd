import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatecast } from './gatecast.js';
import { daily, put, temporaryFolder, wave } from './samples.js';

/** A colour, a title, a C1 control, a mark that reorders text, a bell and a return. */
const EVIL = '\u001b[31mred\u001b]0;title\u0007\u009b2J\u202e\r';
/** Whatever a terminal would obey; line ends and tabs are the program's own. */
const OBEYED = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** So much honest text beside it that the file does not count as binary. */
const PADDING = 'honest'.repeat(60);

const folder = temporaryFolder();
const quoted = (text: string) => `"${text}"`;
const evilHeader = put(
  folder,
  'header.csv',
  daily(120, (i) => `${wave(i)},${i % 7}`, `date,${quoted(`value${EVIL}`)},${quoted(`n${EVIL}`)}`),
);
const evilIds = put(
  folder,
  'ids.csv',
  daily(120, (i) => `${wave(i)},${quoted(`id${EVIL}`)},${PADDING}`, 'date,value,shop,note'),
);
const evilCells = put(
  folder,
  'cells.csv',
  daily(60, (i) => (i % 9 === 4 ? quoted(`n/a${EVIL}${PADDING}`) : wave(i))),
);
const good = put(folder, 'good.csv', daily(120, wave));
const config = put(folder, 'job.yaml', `${JSON.stringify(`mod${EVIL}`)}: linear\n`);
const model = join(folder, 'm.gatecast');
gatecast(['train', evilIds, '--id', 'shop', '-m', 'linear', '-n', '3', '--output', model]);

const forecast = ['forecast', '-m', 'linear', '-n', '3', '--windows', '2'];
const runs: Readonly<Record<string, readonly string[]>> = {
  'notes and guesses about a header': ['inspect', evilHeader, '--format', 'table'],
  'a forecast of a column': [...forecast, evilHeader, '--target', `value${EVIL}`],
  'ids in the document': [...forecast, evilIds, '--id', 'shop', '--json'],
  'ids in the table': [...forecast, evilIds, '--id', 'shop', '--format', 'table', '--chart'],
  'ids as JSON lines': [...forecast, evilIds, '--id', 'shop', '--format', 'jsonl'],
  'cells that are no numbers': [...forecast, evilCells],
  'the same in a document': [...forecast, evilCells, '--json'],
  'a model that knows other series': ['predict', good, '--model', model],
  'a column that is not there': [...forecast, good, '--target', `x${EVIL}`],
  'the same as JSON': [...forecast, good, '--target', `x${EVIL}`, '--json'],
  'the name of a file': ['inspect', `none${EVIL}.csv`],
  'the name of an output': [...forecast, good, '--output', join(folder, `no${EVIL}/x.csv`)],
  'a key of a config': [...forecast, good, '--config', config],
  'the name of a flag': ['forecast', good, `--x${EVIL}`],
  'the value of a flag': ['forecast', good, '--loss', EVIL],
  'the name of a model': ['forecast', good, '--model', `gr${EVIL}`],
  'an option': ['forecast', good, '--set', `a${EVIL}=1`],
  'the name of a command': [`fore${EVIL}`],
  'the same with --json': [`fore${EVIL}`, '--json'],
  'a name in a store': ['store', 'list', '--store', folder, `n${EVIL}`],
};

describe('what data, names and configs say never reaches the terminal as a command to it:', () => {
  it.each(Object.entries(runs))('%s', (_, args) => {
    const { stdout, stderr, exitCode } = gatecast(args);
    expect(exitCode).not.toBe(1);
    expect(stderr).not.toContain('is binary');
    expect(stdout + stderr).not.toBe('');
    for (const text of [stdout, stderr]) expect(text.replaceAll('\n', '')).not.toMatch(OBEYED);
  });

  it('and a pipe gets a CSV whose ids are as they were', () => {
    const { stdout } = gatecast([...forecast, evilIds, '--id', 'shop']);
    expect(stdout).toContain(`\nid${EVIL.trimEnd()}`);
  });
});
