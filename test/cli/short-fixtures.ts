import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './gatecast.js';

/** Rows that a series keeps: enough for each season, lookback and test part of the pages' commands. */
const ROWS = 480;

/**
 * The folder `fixtures`, its two long series cut to their newest rows: examples are run to see that they
 * run, and their trainings would be most of the time of the whole suite.
 */
export function shortFixtures(folder: string): void {
  const from = join(root, 'fixtures');
  const to = join(folder, 'fixtures');
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name.endsWith('.csv')) {
      const [header = '', ...rows] = readFileSync(join(from, name), 'utf8').trimEnd().split('\n');
      writeFileSync(join(to, name), `${[header, ...rows.slice(-ROWS)].join('\n')}\n`);
    } else symlinkSync(join(from, name), join(to, name));
  }
}
