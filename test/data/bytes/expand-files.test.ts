import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { expandFiles } from '../../../src/data/bytes/expand-files.js';

it('patterns mean files in any folder they match, sorted; other paths are taken as they are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatecast-glob-'));
  const at = (name: string) => join(folder, name);
  for (const name of ['2025', '2026', 'other']) {
    await mkdir(at(name));
    for (const file of ['b.csv', 'a.csv', 'a+b.csv', 'c.txt', '.hidden.csv']) {
      await writeFile(join(at(name), file), '');
    }
  }
  expect(await expandFiles([at('202?/?.csv'), '-', at('none.csv')])).toStrictEqual([
    ...['2025/a.csv', '2025/b.csv', '2026/a.csv', '2026/b.csv'].map(at),
    '-',
    at('none.csv'),
  ]);
  expect(await expandFiles([at('other/a+*.csv')])).toStrictEqual([at('other/a+b.csv')]);
  await expect(expandFiles([at('*/x*.csv')])).rejects.toMatchObject({ exitCode: 4 });
  await rm(folder, { recursive: true });
});
