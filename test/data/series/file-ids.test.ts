import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPanel } from '../../../src/data/read-panel.js';
import { fileIds } from '../../../src/data/series/file-ids.js';
import { dailyCsv } from '../csv-text.js';

describe('series of several files', () => {
  it.each([
    [
      ['a.csv', 'b.csv.gz'],
      ['a', 'b'],
    ],
    [
      ['d/x/p.csv', 'd/y/p.csv', 'd/x/q.csv'],
      ['x/p', 'y/p', 'q'],
    ],
    [
      ['1/x/p.csv', '2/x/p.csv', '2/y/p.csv'],
      ['1/x/p', '2/x/p', 'y/p'],
    ],
    [
      ['p.csv', 'x/p.csv'],
      ['p', 'x/p'],
    ],
    [
      ['./x/../x/p.csv', '/tmp/y/p.csv'],
      ['x/p', 'y/p'],
    ],
    [
      ['x/p.csv', 'x/p.tsv'],
      ['p.csv', 'p.tsv'],
    ],
    [
      ['x/p.csv', 'x/p.tsv', 'y/p.csv'],
      ['x/p.csv', 'x/p.tsv', 'y/p'],
    ],
  ])('%j are called %j', (files, ids) => {
    expect(fileIds(files)).toEqual(ids);
  });

  const folder = mkdtempSync(join(tmpdir(), 'gatecast-'));
  const write = (name: string, text: string) => {
    const file = join(folder, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
    return file;
  };

  it('keep their identity where an id column of two files holds the same, which is told', async () => {
    const shop = (start: number) => dailyCsv(30, (row) => `${start + row},A`, 'date,value,shop');
    const files = [write('north.csv', shop(1)), write('south.csv', shop(100))];
    const { panel, findings } = await readPanel(files, { id: 'shop' });
    expect(panel.series.map(({ id }) => id)).toEqual(['north/A', 'south/A']);
    expect(findings.at(-1)?.text).toBe(
      'the id "A" is in several files: the file stands before it ("north/A")',
    );
  });

  it('are refused where their rows have different frequencies', async () => {
    const months = Array.from(
      { length: 12 },
      (_, i) => `2024-${String(i + 1).padStart(2, '0')}-01,1`,
    );
    const files = [
      write('days.csv', dailyCsv(40)),
      write('months.csv', `date,value\n${months.join('\n')}\n`),
    ];
    await expect(readPanel(files, {})).rejects.toThrow(
      /months.csv has rows of frequency MS, and .*days.csv of D/,
    );
  });
});
