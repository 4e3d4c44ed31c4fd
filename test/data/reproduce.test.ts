import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { writePanel } from '../../src/data/panel/write-panel.js';
import { inspectFiles } from '../../src/data/read-panel.js';
import type { ReadingOptions } from '../../src/data/reading.js';
import { UserError } from '../../src/errors.js';

const folder = fileURLToPath(new URL('../../fixtures/csv/', import.meta.url));
const files = readdirSync(folder).filter((name) => !name.endsWith('.json'));

/** The word that a POSIX shell makes of what `inspect` prints. */
const unquoted = (word: string) =>
  word === "$'\\t'"
    ? '\t'
    : word.startsWith("'")
      ? word.slice(1, -1).replaceAll("'\\''", "'")
      : word;

const setters: Readonly<Record<string, (word: string) => ReadingOptions>> = {
  '--encoding': (encoding) => ({ encoding }),
  '--delimiter': (delimiter) => ({ delimiter }),
  '--decimal': (decimal) => ({ decimal }),
  '--header': () => ({ header: true }),
  '--no-header': () => ({ header: false }),
  '--time': (words) => ({ time: words.split(' --time ').map(unquoted) }),
  '--date-format': (dateFormat) => ({ dateFormat }),
  '--target': (target) => ({ target: [target] }),
  '--id': (id) => ({ id }),
  '--freq': (freq) => ({ freq }),
  '--tz': (tz) => ({ tz }),
  '--skip-rows': (rows) => ({ skipRows: Number(rows) }),
};

function optionsOf(flags: readonly string[]): ReadingOptions {
  return Object.assign(
    {},
    ...flags.map((flag) => {
      const [, name, word = ''] = /^(--[a-z-]+)(?: ([\s\S]*))?$/.exec(flag)!;
      return setters[name!]!(name === '--time' ? word : unquoted(word));
    }),
  );
}

describe('the flags that a reading tells of make it again, to the byte', () => {
  it.each(files)('%s', async (file) => {
    const reading = await inspectFiles([`${folder}${file}`], {}).catch((error: unknown) => {
      if (error instanceof UserError) return null;
      throw error;
    });
    if (!reading?.panel) return;
    const options = optionsOf(reading.guesses.map(({ flag }) => flag));
    const again = await inspectFiles([`${folder}${file}`], options);
    expect(again.problem?.message).toBeUndefined();
    expect(again.guesses).toEqual([]);
    expect([...writePanel(again.panel!)].join('')).toBe([...writePanel(reading.panel)].join(''));
  });
});
