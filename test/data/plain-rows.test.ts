import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText } from '../../src/data/cells.js';
import { type Dialect, detectDialect } from '../../src/data/dialect.js';
import { defaultLimits } from '../../src/data/limits.js';
import { createPlainReader, isPlain } from '../../src/data/plain-rows.js';
import { createQuoteGuard } from '../../src/data/quote-guard.js';
import { createQuotedReader } from '../../src/data/quoted-rows.js';
import { RowSink } from '../../src/data/row-sink.js';
import { detectShape, type Shape } from '../../src/data/shape.js';

const dialect: Dialect = {
  delimiter: ',',
  blanks: false,
  quote: '"',
  escape: '"',
  comment: '#',
  padded: false,
};

function sink(width: number): RowSink {
  const shape: Shape = {
    width,
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

describe('the fast path', () => {
  it('puts into the columns what csv-parse puts there', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (csv) => {
        const block = Buffer.from(csv);
        const fast = sink(3);
        const stopped = createPlainReader(dialect, fast)(block);
        const rest = createQuotedReader(dialect, fast);
        await rest.write(block.subarray(stopped));
        await rest.end();
        const slow = sink(3);
        const reader = createQuotedReader(dialect, slow);
        await reader.write(block);
        await reader.end();
        expect(fast.rows).toBe(slow.rows);
        expect(texts(fast)).toEqual(texts(slow));
        expect(fast.findings()).toEqual(slow.findings());
      }),
      { numRuns: 300 },
    );
  });

  it('stops at the row whose quotes need a parser', () => {
    const block = Buffer.from('1,2,3\n4,"5\n5",6\n7,8,9\n');
    const fast = sink(3);
    expect(createPlainReader(dialect, fast)(block)).toBe(6);
    expect(fast.rows).toBe(1);
  });

  it('is for one ASCII delimiter only', () => {
    expect(isPlain(dialect)).toBe(true);
    expect(isPlain({ ...dialect, delimiter: '||' })).toBe(false);
    expect(isPlain({ ...dialect, delimiter: ' ', blanks: true })).toBe(false);
  });
});

const folder = fileURLToPath(new URL('../../fixtures/csv/', import.meta.url));
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
      await parseRest(body.subarray(createPlainReader(dialect, fast)(body)), dialect, fast);
      await parseRest(body, dialect, slow);
      expect(texts(fast), name).toEqual(texts(slow));
      expect(fast.findings(), name).toEqual(slow.findings());
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
