import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parquetText } from '../../../src/data/bytes/parquet.js';
import { readPanel } from '../../../src/data/read-panel.js';
import type { ReadingOptions } from '../../../src/data/reading.js';

let folder: string;
let run: (sql: string) => Promise<unknown>;
let close: () => void;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gatecast-parquet-'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  run = (sql) => connection.run(sql);
  close = () => {
    connection.closeSync();
    instance.closeSync();
  };
});

afterAll(() => {
  close();
  rmSync(folder, { recursive: true });
});

/** The same rows as CSV and as Parquet, both written by DuckDB. */
async function writeBoth(name: string, sql: string): Promise<{ csv: string; parquet: string }> {
  const csv = join(folder, `${name}.csv`);
  const parquet = join(folder, `${name}.parquet`);
  await run(`COPY (${sql}) TO '${csv}' (FORMAT csv)`);
  await run(`COPY (${sql}) TO '${parquet}' (FORMAT parquet)`);
  return { csv, parquet };
}

async function expectSame(name: string, sql: string, options: ReadingOptions = {}) {
  const { csv, parquet } = await writeBoth(name, sql);
  const [fromCsv, fromParquet] = [
    await readPanel([csv], options),
    await readPanel([parquet], options),
  ];
  expect(fromParquet.panel).toEqual(fromCsv.panel);
  return fromParquet;
}

const days = (columns: string, count = 60) =>
  `SELECT DATE '2024-01-01' + i::INTEGER AS date, ${columns} FROM range(${count}) r(i)`;

describe('a Parquet file', () => {
  it.each([
    ['doubles', days('sin(i) * 1e3 AS value')],
    ['floats', days('(i / 7)::FLOAT AS value')],
    ['decimals', days('(i * 1.25)::DECIMAL(18, 4) AS value')],
    ['integers beyond 2^53', days('9007199254740993 + i AS value')],
    ['huge integers', days('(i::HUGEINT * 1e30::HUGEINT) AS value')],
    ['nulls', days('CASE WHEN i % 7 = 4 THEN NULL ELSE i END AS value')],
    ['booleans', days('i AS value, i % 2 = 0 AS open')],
    ['strings', days(`i AS value, 'a "b", c' || chr(10) || 'd' AS remark`)],
    [
      'an enum',
      days(
        "i AS value, (CASE i % 2 WHEN 0 THEN 'low' ELSE 'high' END)::ENUM('low', 'high') AS level",
      ),
    ],
    ['lists', days('i AS value, [i, i + 1] AS pair')],
    [
      'timestamps',
      "SELECT TIMESTAMP '2024-01-01 00:30:00' + i * INTERVAL 1 HOUR AS t, i AS value FROM range(60) r(i)",
    ],
    [
      'timestamps in nanoseconds',
      "SELECT (TIMESTAMP '2024-01-01' + i * INTERVAL 250 MILLISECOND)::TIMESTAMP_NS AS t, i AS value FROM range(60) r(i)",
    ],
    [
      'odd names',
      'SELECT DATE \'2024-01-01\' + i::INTEGER AS "a ""day"", so", i AS "#1", i * 2 AS "#1 " FROM range(60) r(i)',
    ],
  ])('gives the panel of the CSV: %s', async (name, sql) => {
    const { panel } = await expectSame(name.replaceAll(/\W/g, '-'), sql);
    expect(panel.series[0]!.values).toHaveLength(60);
  });

  it('gives instants in UTC for timestamps with a zone', async () => {
    const { parquet } = await writeBoth(
      'zoned',
      "SELECT TIMESTAMPTZ '2024-01-01 00:00:00+02' + i * INTERVAL 1 HOUR AS t, i AS value FROM range(48) r(i)",
    );
    const { panel } = await readPanel([parquet], {});
    expect(panel.zone).toBe('UTC');
    expect(panel.series[0]!.times[0]).toBe(Date.UTC(2023, 11, 31, 22));
  });

  it('takes the flags of reading', async () => {
    const sql =
      "SELECT DATE '2024-01-01' + (i // 2)::INTEGER AS date, 'AB'[i % 2 + 1] AS shop, i AS sold, i * 2 AS price FROM range(120) r(i)";
    const { panel } = await expectSame('shops', sql, {
      time: 'date',
      id: 'shop',
      target: ['price'],
      past: ['sold'],
    });
    expect(panel.series.map(({ id }) => id)).toEqual(['A', 'B']);
  });

  it('gives the panel of a CSV of which all cells are texts', async () => {
    for (const name of [
      'sp500-2000.csv',
      'seattle-weather.csv',
      'csv/yahoo_null.csv',
      'csv/ecb.csv',
    ]) {
      const csv = new URL(`../../../fixtures/${name}`, import.meta.url).pathname;
      const parquet = join(folder, basename(name).replace('.csv', '.parquet'));
      await run(
        `COPY (FROM read_csv('${csv}', all_varchar = true)) TO '${parquet}' (FORMAT parquet)`,
      );
      expect((await readPanel([parquet], {})).panel).toEqual((await readPanel([csv], {})).panel);
    }
  });

  it('is known by its first bytes, not by its name; a pattern means many', async () => {
    const { parquet } = await writeBoth('part', days('i AS value'));
    for (const name of ['one.data', 'two.data'])
      writeFileSync(join(folder, name), readFileSync(parquet));
    const { panel } = await readPanel([join(folder, '*.data')], {});
    expect(panel.series.map(({ id }) => id)).toEqual(['one.data', 'two.data']);
  });

  it('needs DuckDB, which is told where it is missing', async () => {
    const missing = Object.assign(new Error('not there'), { code: 'ERR_MODULE_NOT_FOUND' });
    const text = parquetText('prices.parquet', () => Promise.reject(missing));
    await expect(text.next()).rejects.toMatchObject({
      exitCode: 2,
      message: 'prices.parquet is Parquet, and @duckdb/node-api, which reads it, is not installed',
      hint: expect.stringContaining('npm install @duckdb/node-api'),
    });
  });

  it('is refused from a pipe, when damaged, and with a flag about text', async () => {
    const { parquet } = await writeBoth('whole', days('i AS value'));
    const bytes = readFileSync(parquet);
    await expect(readPanel(['-'], { stdin: Readable.from([bytes]) })).rejects.toMatchObject({
      exitCode: 4,
      hint: expect.stringContaining('by its name'),
    });
    const damaged = join(folder, 'damaged.parquet');
    writeFileSync(damaged, bytes.subarray(0, bytes.length - 20));
    await expect(readPanel([damaged], {})).rejects.toMatchObject({ exitCode: 4 });
    await expect(readPanel([parquet], { delimiter: ';' })).rejects.toMatchObject({ exitCode: 2 });
  });
});
