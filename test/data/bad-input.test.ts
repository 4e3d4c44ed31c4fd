import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPanel } from '../../src/data/read-panel.js';
import type { ReadingOptions } from '../../src/data/reading.js';
import { UserError } from '../../src/errors.js';
import { dailyCsv, readText } from './csv-text.js';

const folder = mkdtempSync(join(tmpdir(), 'gatecast-'));

async function refusal(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  const refused = error as UserError;
  expect(refused.message).not.toContain('\n');
  expect(refused.hint.length).toBeGreaterThan(10);
  return refused;
}

const refused = async (text: string | Uint8Array, options: ReadingOptions = {}) => {
  const { message, exitCode } = await refusal(readText(text, options));
  return `${exitCode}: ${message}`;
};

describe('bad input gets one clear line and its exit code', () => {
  it('no file', async () => {
    expect((await refusal(readPanel(['nowhere.csv'], {}))).message).toBe(
      'there is no file nowhere.csv',
    );
    expect((await refusal(readPanel([], {}))).exitCode).toBe(2);
    expect((await refusal(readPanel(['-'], {}))).exitCode).toBe(2);
  });

  it('a directory', async () => {
    expect(await refusal(readPanel([folder], {}))).toMatchObject({
      message: `${folder} is a directory`,
      exitCode: 4,
    });
  });

  it.each([
    ['an empty file', '', '4: standard input is empty'],
    ['nothing but blanks', ' \n\n \n', '4: standard input is empty (nothing but blanks)'],
    [
      'a header only',
      'date,value\n',
      '4: standard input has a header (date, value) and no row of data',
    ],
    ['one row', 'date,value\n2024-01-01,5\n', '4: standard input has one point in time only'],
    [
      'all missing',
      dailyCsv(30, () => 'NA'),
      '4: standard input has no column of numbers to forecast',
    ],
    [
      'text where numbers are expected',
      dailyCsv(30, (row) => `word${'abc'[row % 3]}`),
      '4: standard input has no column of numbers to forecast; "value" holds text',
    ],
    [
      'binary',
      new Uint8Array(4000).map((_, i) => (i * 7919) % 251),
      '4: standard input is binary, not text',
    ],
    [
      'an HTML page',
      '<!doctype html><p>no',
      '4: standard input is an HTML page, not a CSV (an error or log-in page saved in its place?)',
    ],
    ['JSON', '{"code": 429}', '4: standard input is JSON, not a CSV (an answer of a web service?)'],
  ])('%s', async (_, text, message) => {
    expect(await refused(text)).toBe(message);
  });

  it('a target of text, a target that is not there, a time that is none', async () => {
    const text = 'date,name,value\n2024-01-01,a,1\n2024-01-02,b,2\n2024-01-03,c,3\n';
    expect(await refused(text, { target: ['name'] })).toBe(
      '4: standard input: column "name" holds text, not numbers',
    );
    expect(await refused(text, { target: ['valeu'] })).toBe(
      '2: standard input has no column "valeu" (--target)',
    );
    expect((await refusal(readText(text, { target: ['valeu'] }))).hint).toContain(
      'did you mean "value"',
    );
    expect((await refusal(readText(text, { target: ['name,Value'] }))).hint).toBe(
      'name each by itself: --target name --target value',
    );
    expect(await refused(text, { time: 'name' })).toBe(
      '4: standard input: column "name" holds no times',
    );
    expect(await refused(text, { target: ['value'], past: ['value'] })).toBe(
      '2: column "value" is given two roles',
    );
  });

  it('unknown values of reading flags', async () => {
    const text = dailyCsv(5);
    expect(await refused(text, { decimal: ';' })).toBe('2: --decimal ";" is no decimal mark');
    expect(await refused(text, { encoding: 'klingon' })).toBe(
      '2: --encoding klingon is no known encoding',
    );
    expect(await refused(text, { freq: 'often' })).toBe('2: --freq often is no frequency');
    expect(await refused(text, { tz: 'Mars/Olympus' })).toBe(
      '2: --tz Mars/Olympus is no known time zone',
    );
    expect(await refused(text, { dateFormat: 'dd.MM.yyyy' })).toContain(
      '4: standard input: no column reads as dd.MM.yyyy',
    );
  });

  it('two readings that are equally likely, with the flag that decides', async () => {
    const days = 'date,value\n01/02/2024,1\n02/03/2024,2\n03/04/2024,3\n';
    const error = await refusal(readText(days));
    expect(error.message).toContain('may be dd/MM/yyyy or MM/dd/yyyy');
    expect(error.hint).toBe('say which: --date-format dd/MM/yyyy or --date-format MM/dd/yyyy');
    const numbers = 'date;value\n2024-01-01;1,234\n2024-01-02;2,345\n2024-01-03;3,456\n';
    expect(await refused(numbers)).toBe(
      '4: standard input: "1,234" in column "value" may be 1234 or 1.234, and no cell decides',
    );
    expect((await readText(numbers, { decimal: ',' })).panel.series[0]!.values[0]).toBe(1.234);
  });

  it('unequal rows of one time, where the user wants to know', async () => {
    const text = 'date,value\n2024-01-01,1\n2024-01-02,2\n2024-01-02,3\n2024-01-03,4\n';
    expect(await refused(text, { duplicates: 'error' })).toBe(
      '4: standard input, line 4: the time "2024-01-02" stands in two rows with different numbers',
    );
  });

  it('a million columns in one row', async () => {
    expect(await refused(`${'1,'.repeat(1_000_000)}1\n`)).toBe(
      '4: standard input has more than 20000 columns',
    );
  });

  it('a line beyond the limit, whatever its length', async () => {
    const limits = { recordLength: 1024 * 1024 };
    expect(await refused(`a,b\n${'x'.repeat(3_000_000)}`, { limits })).toBe(
      '4: line 2 of standard input is longer than 1 MB',
    );
  });

  it('too many rows and too many series', async () => {
    expect(await refused(dailyCsv(50), { limits: { rows: 20 } })).toBe(
      '4: standard input has more than 20 rows',
    );
    const rows = Array.from(
      { length: 60 },
      (_, row) => `s${row % 30},2024-01-0${1 + Math.floor(row / 30)},${row}`,
    );
    expect(
      await refused(`id,date,v\n${rows.join('\n')}\n`, { id: 'id', limits: { series: 10 } }),
    ).toBe('4: standard input has more than 10 different ids');
  });

  it('a decompression bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000, '1,2\n'));
    expect(await refused(bomb, { limits: { compressionRatio: 50 } })).toBe(
      '4: standard input unpacks to more than 50 times its size',
    );
  });

  it('damaged gzip', async () => {
    const whole = gzipSync(dailyCsv(2000, (row) => String(row * 1.37)));
    expect(await refused(whole.subarray(0, whole.length >> 1))).toContain(
      '4: standard input is damaged gzip',
    );
  });
});

describe('packed files', () => {
  const text = dailyCsv(40);

  it('gzip is known by its bytes, not its name', async () => {
    const file = join(folder, 'packed.csv');
    writeFileSync(file, gzipSync(text));
    expect((await readPanel([file], {})).panel.series[0]).toMatchObject({ id: 'packed' });
  });

  it('a zip with one file is read, one with two is refused by name', async () => {
    expect((await readText(zip({ 'a.csv': text }))).panel.series[0]!.values).toHaveLength(40);
    expect(await refused(zip({ 'a.csv': text, 'b.csv': text }))).toBe(
      '4: standard input is a zip archive of 2 files (a.csv, b.csv)',
    );
    expect(await refused(zip({ '[Content_Types].xml': '<x/>' }))).toBe(
      '4: standard input is a spreadsheet, not a CSV',
    );
  });
});

/** A zip archive as APPNOTE 6.3 has it, deflated, without checksums (nobody looks at them here). */
function zip(files: Record<string, string>): Buffer {
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(text);
    const local = Buffer.alloc(30 + name.length);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt16LE(name.length, 26);
    local.write(name, 30);
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    entry.write(name, 46);
    parts.push(local, packed);
    entries.push(entry);
    offset += local.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...entries, end]);
}
