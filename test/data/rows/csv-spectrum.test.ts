import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../../src/data/bytes/source.js';
import { cellText } from '../../../src/data/cells/cells.js';
import { defaultLimits } from '../../../src/data/limits.js';
import { readTable } from '../../../src/data/rows/read-table.js';

const require = createRequire(import.meta.url);
const folder = dirname(require.resolve('csv-spectrum/package.json'));
const names = readdirSync(join(folder, 'csvs')).map((file) => file.replace('.csv', ''));

describe('csv-spectrum, the acid test of CSV parsers', () => {
  it.each(names)('%s', async (name) => {
    const source = await openSource(join(folder, 'csvs', `${name}.csv`), undefined, defaultLimits);
    const table = await readTable(source, {}, defaultLimits);
    const rows = Array.from({ length: table.rows }, (_, row) =>
      Object.fromEntries(
        table.names.map((column, j) => [column, cellText(table.columns[j]!, row)]),
      ),
    );
    const expected: unknown[] = [
      JSON.parse(readFileSync(join(folder, 'json', `${name}.json`), 'utf8')),
    ].flat();
    // The package itself has another telephone number in this pair's JSON than in its CSV.
    const phone = { 'Contact Phone Number': '2095257564' };
    if (name === 'location_coordinates') Object.assign(expected[0] as object, phone);
    expect(rows).toEqual(expected);
  });
});
