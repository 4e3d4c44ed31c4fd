import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText } from '../../../src/data/cells/cells.js';
import { detectDialect } from '../../../src/data/dialect/detect-dialect.js';
import type { Dialect } from '../../../src/data/dialect/dialect.js';
import { detectShape, type TableShape } from '../../../src/data/dialect/shape.js';
import { defaultLimits } from '../../../src/data/limits.js';
import { createPlainReader, isPlain } from '../../../src/data/rows/plain-rows.js';
import { createQuoteGuard } from '../../../src/data/rows/quote-guard.js';
import { createQuotedReader } from '../../../src/data/rows/quoted-rows.js';
import { readRows } from '../../../src/data/rows/read-rows.js';
import { RowSink } from '../../../src/data/rows/row-sink.js';

const dialect: Dialect = {
  delimiter: ',',
  blanks: false,
  quote: '"',
  escape: '"',
  comment: '#',
  padded: false,
};

function sink(width: number): RowSink {
  const shape: TableShape = {
    width,
    usual: width,
    names: Array.from({ length: width }, (_, j) => `c${j}`),
    header: false,
    firstLine: 0,
    endLine: null,
    preamble: [],
    kinds: Array.from({ length: width }, () => 'number'),
    looks: [],
    headerCells: ['time', 'value', 'other'],
    otherTables: [],
  };
  return new RowSink({ file: 'test', shape, dialect, limits: defaultLimits });
}

/** What the columns hold, without the templates that a row taken back leaves behind. */
const texts = (rows: RowSink) =>
  rows
    .finish()
    .map((column) => Array.from({ length: column.length }, (_, row) => cellText(column, row)));

function expectSame(fast: RowSink, slow: RowSink, name?: string): void {
  expect(fast.rows, name).toBe(slow.rows);
  expect(texts(fast), name).toEqual(texts(slow));
  expect(fast.findings(), name).toEqual(slow.findings());
}

const told = (rows: RowSink) =>
  rows
    .findings()
    .map(({ text }) => text)
    .sort();

async function* blocksOf(blocks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* blocks;
}

/** Cut behind every so many line feeds. */
function inBlocks(text: Buffer, lines: number): Buffer[] {
  const blocks: Buffer[] = [];
  let start = 0;
  let count = 0;
  for (let at = text.indexOf(10); at >= 0; at = text.indexOf(10, at + 1)) {
    if (++count % lines !== 0) continue;
    blocks.push(text.subarray(start, at + 1));
    start = at + 1;
  }
  return start < text.length ? [...blocks, text.subarray(start)] : blocks;
}

const cell = fc.oneof(
  fc.stringMatching(/^-?\d{1,8}(\.\d{1,4})?$/),
  fc.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
  fc.constantFrom(
    '',
    'NA',
    'é',
    '日本',
    'a b',
    '#',
    '"x"',
    '"a,b"',
    '"a ""b"" c"',
    '""',
    '""""',
    '"é"',
  ),
);
const line = fc.array(cell, { minLength: 0, maxLength: 5 }).map((cells) => cells.join(','));
const text = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: line },
      fc.constantFrom('', '# remark', 'time,value,other', ',,'),
    ),
    { maxLength: 30 },
  )
  .chain((lines) => fc.constantFrom('\n', '\r\n').map((end) => lines.join(end) + end));

/** Quoted cells over several lines, and quotes that only look like such. */
const brokenCell = fc.oneof(
  { weight: 4, arbitrary: cell },
  fc.constantFrom('"a\nb"', '"a\r\nb"', '"\n\n"', '"a,b\n""c"""', '"é\n"', '"a\n1,2,3\n4"'),
  fc.constantFrom('"a', 'b"', '"a"b', '"'),
);
const brokenText = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.array(brokenCell, { minLength: 3, maxLength: 3 }) },
      fc.array(brokenCell, { maxLength: 4 }),
    ),
    { maxLength: 20 },
  )
  .chain((rows) =>
    fc
      .constantFrom('\n', '\r\n')
      .map((end) => rows.map((row) => `${row.join(',')}${end}`).join('')),
  )
  .filter((csv) => csv !== '');

describe('the fast path', () => {
  it('puts into the columns what csv-parse puts there', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (csv) => {
        const fast = sink(3);
        await readRows(blocksOf([Buffer.from(csv)]), dialect, 0, fast);
        const slow = sink(3);
        const reader = createQuotedReader(dialect, slow);
        await reader.write(Buffer.from(csv));
        await reader.end();
        expectSame(fast, slow);
      }),
      { numRuns: 200 },
    );
  });

  it('reads line breaks and stray quotes as guard and parser do, wherever blocks end', async () => {
    await fc.assert(
      fc.asyncProperty(brokenText, fc.integer({ min: 1, max: 5 }), async (csv, lines) => {
        const fast = sink(3);
        await readRows(blocksOf(inBlocks(Buffer.from(csv), lines)), dialect, 0, fast);
        const slow = sink(3);
        await parseRest(Buffer.from(csv), dialect, slow);
        // The guard is ahead of the parser, and knows only roughly in which line, and when, it repairs.
        expect(texts(fast)).toEqual(texts(slow));
        expect(told(fast)).toEqual(told(slow));
      }),
      { numRuns: 200 },
    );
  });

  it('takes line breaks within quotes, and counts their lines', () => {
    const block = Buffer.from('1,2,3\n4,"5\n\n5",6\n7,8,9\n');
    const fast = sink(3);
    expect(createPlainReader(dialect, fast).read(block)).toBe(block.length);
    expect(texts(fast)[1]).toEqual(['2', '5\n\n5', '8']);
    expect([0, 1, 2].map((row) => fast.lineOf(row))).toEqual([1, 2, 5]);
  });

  it('waits for the rest of a quoted cell that a block cuts', () => {
    const fast = sink(3);
    const reader = createPlainReader(dialect, fast);
    expect(reader.read(Buffer.from('1,2,3\n4,"5\n'))).toBe(6);
    expect(reader.waits).toBe(true);
    expect(fast.rows).toBe(1);
  });

  it('stops at the row whose quotes need a parser', () => {
    const reader = createPlainReader(dialect, sink(3));
    expect(reader.read(Buffer.from('1,2,3\n4,"5"5,6\n7,8,9\n'))).toBe(6);
    expect(reader.waits).toBe(false);
  });

  it('is for one ASCII delimiter only', () => {
    expect(isPlain(dialect)).toBe(true);
    expect(isPlain({ ...dialect, delimiter: '||' })).toBe(false);
    expect(isPlain({ ...dialect, delimiter: ' ', blanks: true })).toBe(false);
  });
});

const folder = fileURLToPath(new URL('../../../fixtures/csv/', import.meta.url));
const files = readdirSync(folder).filter((name) => !name.endsWith('.json'));

describe('on every fixture that is cut at single bytes the fast path', () => {
  it('puts into the columns what csv-parse puts there', async () => {
    let compared = 0;
    for (const name of files) {
      const text = readFileSync(`${folder}${name}`, 'utf8').replace(/^\ufeff/, '');
      const lines = text.split(/\r\n|\n|\r/);
      if (lines.length < 3 || text.includes('\ufffd') || text.includes('\0')) continue;
      const sample = lines.slice(0, 400);
      const { dialect } = detectDialect(sample, undefined);
      const shape = detectShape(sample, dialect, {});
      if (!isPlain(dialect) || shape.width === 0) continue;
      const body = Buffer.from(lines.slice(shape.firstLine, 3000).join('\n').replace(/\n*$/, '\n'));
      const [fast, slow] = [1, 2].map(
        () => new RowSink({ file: name, shape, dialect, limits: defaultLimits }),
      ) as [RowSink, RowSink];
      await readRows(blocksOf(inBlocks(body, 100)), dialect, 0, fast);
      await parseRest(body, dialect, slow);
      expectSame(fast, slow, name);
      compared++;
    }
    expect(compared).toBeGreaterThan(100);
  });
});

async function parseRest(rest: Buffer, dialect: Dialect, rows: RowSink): Promise<void> {
  if (rest.length === 0 || rows.ended) return;
  const guard = createQuoteGuard(dialect, rows);
  const reader = createQuotedReader(dialect, rows);
  for (const block of [guard.push(rest), guard.finish()])
    if (block.length > 0) await reader.write(block);
  await reader.end();
}
