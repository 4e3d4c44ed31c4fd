import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/render/index.js';
import type { Table } from '../../src/render/table.js';
import { plainSettings } from './settings.js';

const table: Table = {
  title: 'Scores <b>',
  columns: [
    { label: 'model', align: 'left' },
    { label: 'mean error', key: 'mae', align: 'right' },
    { label: 'share', align: 'right', percent: true },
  ],
  rows: [
    ['gru', 0.1 + 0.2, 0.12],
    ['a|b*', 1e21, 1],
    ['two\nlines', 1e-7, Number.NaN],
    ['', null, Number.POSITIVE_INFINITY],
  ],
  emphasis: [0],
  notes: ['a note'],
};

const render = (format: string, ...given: Table[]) =>
  formats.get(format).render(given, plainSettings(80));

const oneCell = (cell: string | number): Table => ({
  title: '',
  columns: [{ label: 'x', align: 'left' }],
  rows: [[cell]],
});

describe.each(formats.names)('format %s', (name) => {
  it('writes the same table always the same way', async () => {
    await expect(render(name, table)).toMatchFileSnapshot(`../golden/format-${name}.txt`);
  });

  it('ends every text with one newline', () => {
    expect(render(name, table)).toMatch(/[^\n]\n$/);
    expect(render(name, table, table)).toMatch(/[^\n]\n$/);
  });
});

describe('CSV', () => {
  it('writes numbers as plain decimals that read back to the same value', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const [, text = ''] = render('csv', oneCell(value)).split('\n');
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
      }),
      { numRuns: 2000, seed: 5 },
    );
  });

  it('writes large and small numbers out', () => {
    expect(render('csv', oneCell(1e21))).toBe('x\n1000000000000000000000\n');
    expect(render('csv', oneCell(-1.5e-7))).toBe('x\n-0.00000015\n');
  });

  it('reads back to the same texts', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 2 }), (texts) => {
        const written = formats.get('csv').render(
          [
            {
              title: '',
              columns: [
                { label: 'a', align: 'left' },
                { label: 'b', align: 'left' },
              ],
              rows: [texts],
            },
          ],
          { ...plainSettings(80), rawText: true },
        );
        expect(parse(written)).toEqual([['a', 'b'], texts]);
      }),
      { seed: 9 },
    );
  });

  it.each(['=1+1', '+cmd', '-x', '@SUM(A1)', '\tx', '\rx'])(
    'puts an apostrophe before %j, which a spreadsheet would run',
    (text) => {
      const [, [cell] = []] = parse(render('csv', oneCell(text)), {
        relax_quotes: false,
      }) as string[][];
      expect(cell).toBe(`'${text}`);
      const raw = formats
        .get('csv')
        .render([oneCell(text)], { ...plainSettings(80), rawText: true });
      expect(raw).not.toContain("'");
    },
  );

  it('never touches numbers, also when they are text', () => {
    expect(render('csv', oneCell(-5))).toBe('x\n-5\n');
    expect(render('csv', oneCell('-5.25'))).toBe('x\n-5.25\n');
    expect(render('csv', oneCell('+1e5'))).toBe('x\n+1e5\n');
  });
});

it.each(['table', 'markdown', 'json', 'jsonl'])('%s keeps control characters off', (name) => {
  expect(render(name, oneCell('a\u001b[2Jb'))).not.toContain('\u001b');
});

describe('JSON', () => {
  it('has records under the columns’ keys, exact numbers, and null for what is no number', () => {
    expect(JSON.parse(render('json', table))).toEqual([
      { model: 'gru', mae: 0.1 + 0.2, share: 0.12 },
      { model: 'a|b*', mae: 1e21, share: 1 },
      { model: 'two\nlines', mae: 1e-7, share: null },
      { model: '', mae: null, share: null },
    ]);
  });

  it('keeps columns with the names of object members', () => {
    const hostile: Table = {
      title: '',
      columns: ['__proto__', 'constructor'].map((label) => ({ label, align: 'left' })),
      rows: [['a', 'b']],
    };
    expect(render('jsonl', hostile)).toBe('{"__proto__":"a","constructor":"b"}\n');
  });

  it('names the tables when there are several', () => {
    const documents = JSON.parse(render('json', table, table)) as { title: string }[];
    expect(documents.map(({ title }) => title)).toEqual(['Scores <b>', 'Scores <b>']);
  });
});

describe('a column of sentences', () => {
  const sentences: Table = {
    title: 'Findings',
    columns: [
      { label: 'row', align: 'right' },
      { label: 'finding', align: 'left', wrap: true },
    ],
    rows: [
      [12, 'two rows have the same time and different values; the later one counts'],
      [345, 'short'],
    ],
    emphasis: [0],
  };

  it('goes on in further lines instead of being cut', () => {
    expect(formats.get('table').render([sentences], plainSettings(40))).toBe(
      [
        'Findings',
        '  row  finding',
        '  ───  ─────────────────────────────────',
        '▸  12  two rows have the same time and',
        '       different values; the later one',
        '       counts',
        '  345  short',
        '',
      ].join('\n'),
    );
  });
});
