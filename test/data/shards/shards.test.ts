import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referencePanel } from '../../../src/data/panel/reference.js';
import { sampledPanel } from '../../../src/data/panel/sample.js';
import { idHash, isInShard, positionsIn } from '../../../src/data/panel/shard.js';
import { readPanel } from '../../../src/data/read-panel.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatecast-shards-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const IDS = 540;
const MONTHS = ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01'];
const value = (id: number, month: number) => ((id * 37 + month * 11) % 90) + 10.5;

/** Rows of a panel of more series than decide for one. */
const rows = (line: (id: number, month: string, value: number) => string) =>
  Array.from({ length: IDS }, (_, id) =>
    MONTHS.map((month, m) => line(id, month, value(id, m))),
  ).flat();

function written(name: string, header: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${[header, ...lines].join('\n')}\n`);
  return path;
}

/** Each series once over all shards, in the place that it has in the whole, with the same values. */
async function expectParts(path: string, options = {}) {
  const whole = (await readPanel([path], options)).panel;
  const count = 3;
  const seen: { id: string; place: number; values: Float64Array }[] = [];
  for (let index = 1; index <= count; index++) {
    const shard = { index, count };
    const { panel } = await readPanel([path], { ...options, shard });
    expect(panel.series.length).toBeLessThan(IDS);
    expect(referencePanel(panel).series.map(({ id }) => id)).toEqual(
      referencePanel(whole).series.map(({ id }) => id),
    );
    for (const s of positionsIn(panel.series, shard)) {
      const { id, values, place } = panel.series[s]!;
      seen.push({ id, values, place: place! });
    }
  }
  seen.sort((a, b) => a.place - b.place);
  expect(seen.map(({ id }) => id)).toEqual(whole.series.map(({ id }) => id));
  expect(seen.map(({ values }) => values)).toEqual(whole.series.map(({ values }) => values));
}

describe('a shard', () => {
  it('has the series whose SHA-256 says so: the first 12 digits, modulo the number of shards', () => {
    // printf a | sha256sum
    expect(idHash('a')).toBe(0xca978112ca1b);
    expect(isInShard('a', { index: (0xca978112ca1b % 64) + 1, count: 64 })).toBe(true);
    // printf 'Zürich' | sha256sum
    expect(idHash('Zürich')).toBe(0x4251685e06ca);
  });

  it('reads its rows, and those of the series that decide, wherever they stand', async () => {
    const byTime = rows((id, month, v) => `${month},store_${id},${v}`).sort();
    await expectParts(written('time.csv', 'month,store,sales', byTime));
  });

  it('reads quoted ids, blank lines and cells with line breaks as the whole does', async () => {
    const lines = rows((id, month, v) =>
      id % 50 === 7
        ? `"shop, ""${id}""",${month},"a\nb",${v}`
        : `"shop ${id}",${month},${id % 90 === 3 ? '\\' : 'x'},${v}${id % 70 === 4 ? '\n' : ''}`,
    );
    await expectParts(written('quotes.csv', 'shop,month,note,sales', lines), { id: 'shop' });
  });

  it('reads ids that several columns make together', async () => {
    const lines = rows((id, month, v) => `${month};${v};item ${id % 20};${Math.floor(id / 20)}`);
    await expectParts(written('two.csv', 'month;sales;item;store', lines), { id: 'item / store' });
  });

  it('reads series that stand in rows, one a line', async () => {
    const lines = Array.from({ length: IDS }, (_, id) =>
      [`p${id}`, ...MONTHS.map((_, m) => value(id, m))].join(','),
    );
    await expectParts(written('wide.csv', `product,${MONTHS.join(',')}`, lines));
  });

  it('cannot be read from a pipe', async () => {
    await expect(readPanel(['-'], { shard: { index: 1, count: 2 } })).rejects.toThrow(/two passes/);
  });

  it('refuses files that have series of the same id', async () => {
    const lines = MONTHS.flatMap((month) => ['a', 'b', 'c'].map((id) => `${id},${month},1.5`));
    const files = ['x.csv', 'y.csv'].map((name) => written(name, 'id,month,v', lines));
    const read = readPanel(files, { shard: { index: 1, count: 2 } });
    await expect(read).rejects.toThrow(/the id "a" and 2 more are in several files/);
  });
});

describe('a sample of series', () => {
  it('is the same whatever else is read, and another with another seed', async () => {
    const path = written(
      'sample.csv',
      'id,month,v',
      rows((id, month, v) => `s${id},${month},${v}`),
    );
    const { panel } = await readPanel([path], {});
    const sample = { count: 40, seed: 1 };
    const part = await readPanel([path], { sample });
    const ids = (of: typeof panel, seed = 1) =>
      sampledPanel(of, { ...sample, seed }).series.map(({ id }) => id);
    expect(ids(part.panel)).toHaveLength(40);
    expect(ids(part.panel)).toEqual(ids(panel));
    expect(ids(panel, 2)).not.toEqual(ids(panel));
  });
});
