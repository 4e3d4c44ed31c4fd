import { describe, expect, it } from 'vitest';
import { inspectText } from './csv-text.js';

const names = ['DATE', 'TIME', 'Qty', 'PRODUCT', 'Price', 'Type', 'Description', 'URL', 'Comments'];
const rows = Array.from({ length: 60 }, (_, i) => [
  `${String(1 + (i % 28)).padStart(2, '0')}/${String(1 + Math.floor(i / 28)).padStart(2, '0')}/2018`,
  `${String(i % 24).padStart(2, '0')}:${String((i * 15) % 60).padStart(2, '0')}`,
  String((i * 7) % 31),
  `MG-${1000 + i}`,
  `$${((i * 37) % 90) + 0.25}`,
  i % 2 ? 'Boots' : 'Pillow, Wooden',
  i % 3 ? 'Plain words without marks.' : 'Built for "rough" ground, dry; and warm.',
  `https://example.com/product/MG_${1000 + i}.html`,
  '',
]);
const quantity = rows.reduce((sum, row) => sum + Number(row[2]), 0);
const price = rows.reduce((sum, row) => sum + Number(row[4]!.slice(1)), 0);

interface Written {
  readonly delimiter?: string;
  readonly quote?: string;
  readonly escape?: string;
}

function line(
  cells: readonly string[],
  { delimiter = ',', quote = '"', escape: mark = quote }: Written = {},
): string {
  const written = cells.map((cell) =>
    [delimiter, quote, '\n'].some((special) => cell.includes(special))
      ? quote + cell.replaceAll(quote, mark + quote) + quote
      : cell,
  );
  return written.join(delimiter);
}

const file = (form: Written = {}, end = '\n') =>
  [names, ...rows].map((cells) => line(cells, form)).join(end) + end;

/** The file with one line (0 is the header) written otherwise. */
function withLine(index: number, change: (cells: readonly string[]) => string): string {
  const lines = [names, ...rows].map((cells, i) => (i === index ? change(cells) : line(cells)));
  return `${lines.join('\n')}\n`;
}

async function read(text: string) {
  const source = (await inspectText(text)).sources[0]!;
  const sum = (name: string) => source.columns.find((column) => column.name === name)?.sum;
  return {
    rows: source.rows,
    columns: source.columns.length,
    quantity: sum('Qty'),
    price: sum('Price'),
  };
}

const whole = { rows: 60, columns: 9, quantity, price };

describe('a table is read whole', () => {
  it.each([
    ['comma', {}],
    ['semicolon', { delimiter: ';' }],
    ['tab', { delimiter: '\t' }],
    ['pipe', { delimiter: '|' }],
    ['single blank', { delimiter: ' ' }],
    ['comma and blank', { delimiter: ', ' }],
    ['single quotes', { quote: "'" }],
    ['backslash escapes', { escape: '\\' }],
  ])('written with %s', async (_, form) => {
    expect(await read(file(form))).toEqual(whole);
  });

  it.each([
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('with line ends %s', async (_, end) => {
    expect(await read(file({}, end))).toEqual(whole);
  });

  it('without a line end at the end, and with two', async () => {
    expect(await read(file().trimEnd())).toEqual(whole);
    expect(await read(`${file()}\n`)).toEqual(whole);
  });

  it('under a preamble, under a header twice, before another table', async () => {
    expect(await read(`Product list\nExported 2019\n\n${file()}`)).toEqual(whole);
    expect(await read(`${line(names)}\n${file()}`)).toEqual(whole);
    expect(await read(`${file()}\nname,count\nx,1\ny,2\n`)).toEqual(whole);
    expect(
      await read(`${file()}\n${line([...names, 'More'])}\n${line([...rows[0]!, 'x'])}\n`),
    ).toEqual(whole);
  });
});

describe('one broken line costs nothing but itself', () => {
  const places = [0, 1, 30, 60];

  it.each(places)('a stray quote before a cell of line %d', async (index) => {
    for (const column of [0, 2, 4, 8]) {
      const text = withLine(index, (cells) =>
        cells.map((cell, j) => (j === column ? `"${line([cell])}` : line([cell]))).join(','),
      );
      expect(await read(text)).toEqual(whole);
    }
  });

  it.each(places)('a stray quote behind a cell of line %d', async (index) => {
    for (const column of [2, 4]) {
      const text = withLine(index, (cells) =>
        cells.map((cell, j) => line([cell]) + (j === column ? '"' : '')).join(','),
      );
      const found = await read(text);
      expect(found).toMatchObject({ rows: 60, columns: 9 });
      if (index > 0) expect(found).toEqual(whole);
    }
  });

  it('two stray quotes in lines far apart', async () => {
    const lines = withLine(10, (cells) =>
      cells.map((cell, j) => (j === 2 ? `"${cell}` : line([cell]))).join(','),
    ).split('\n');
    lines[40] = lines[40]!.replace(/^([^,]*,[^,]*,[^,]*)/, '$1"');
    expect(await read(lines.join('\n'))).toEqual(whole);
  });

  it.each(places)('a delimiter too many in line %d', async (index) => {
    const text = withLine(index, (cells) => line([...cells.slice(0, 4), '', ...cells.slice(4)]));
    expect(await read(text)).toEqual(whole);
  });

  it.each(places.slice(1))('a cell too few in line %d', async (index) => {
    const text = withLine(index, (cells) => line([...cells.slice(0, 4), ...cells.slice(5)]));
    const lost = Number(rows[index - 1]![4]!.slice(1));
    const found = await read(text);
    expect(found).toMatchObject({ rows: 60, columns: 9, quantity });
    expect(found.price).toBeCloseTo(price - lost, 9);
  });

  it.each(places)('another delimiter in line %d', async (index) => {
    expect(await read(withLine(index, (cells) => line(cells, { delimiter: ';' })))).toEqual(whole);
  });

  it('and is told with its line', async () => {
    const text = withLine(30, (cells) => line([...cells.slice(0, 4), '', ...cells.slice(4)]));
    const { findings } = await inspectText(
      withLine(30, (cells) => line(cells, { delimiter: ';' })),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({ row: 31, text: 'a row is written with another delimiter' }),
    );
    expect((await inspectText(text)).findings).toContainEqual(
      expect.objectContaining({
        row: 31,
        text: 'a row has more cells than the header: cells are left out',
      }),
    );
  });
});

it('a name glued to its neighbour costs the names around it only, beside a date and its clock', async () => {
  const glued = [...names.slice(0, 4), names[4]! + names[5]!, ...names.slice(6)];
  const { sources } = await inspectText(withLine(0, () => line(glued)));
  expect(sources[0]).toMatchObject({ rows: 60, time: { column: 'DATE' } });
  expect(sources[0]!.columns.find(({ name }) => name === 'Qty')?.sum).toBe(quantity);
});
