import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { failureOf, fuzz } from '../fuzz/fuzz.js';

const folder = fileURLToPath(new URL('../../fixtures/csv', import.meta.url));

it('no mutated file crashes or hangs the reading', async () => {
  const failures = await fuzz(folder, 1, 300);
  expect(failures.map(({ seed, file, what }) => `${seed} ${file}: ${what}`)).toEqual([]);
});

const gap = 'x'.repeat(20_000);
const longCells = Array.from(
  { length: 9 },
  (_, h) => `北京${gap}2024年1月1日${h}时${gap}${h}℃${gap}${h}级`,
);
const movedHeader = () => {
  const [header, ...rows] = readFileSync(`${folder}/oni_wide.csv`, 'utf8').trimEnd().split('\n');
  return [...rows.slice(0, 2), header, ...rows.slice(2)].join('\n');
};

it.each([
  [
    'long cells of letters that end in a digit',
    () => [`站点${gap}日期${gap}气温${gap}风速`, ...longCells].join('\n'),
  ],
  ['a header below two rows of years by months', movedHeader],
  ['a long cell of digits that ends in a letter', () => `t,v\n1,${'7'.repeat(60_000)}x\n2,3\n`],
])('nor do those that once did: %s', async (_, text) => {
  expect(await failureOf(Buffer.from(text()))).toBeNull();
});
