/**
 * Copies of one table, each spoilt in one way that files in the world are spoilt, after the pollutions
 * of the Pollock benchmark (Vitagliano et al., "Pollock: A Data Loading Benchmark", VLDB 2023).
 */
export interface PollutedFile {
  readonly name: string;
  readonly text: string;
  /** Row of data, from 1, that is spoilt; its own cells may be lost then, if that is told. */
  readonly spoilt: number | null;
}

type Cells = readonly string[];

interface Form {
  readonly delimiter?: string;
  readonly quote?: string;
  readonly escape?: string;
  /** Quotes around every cell. */
  readonly all?: boolean;
}

function line(
  cells: Cells,
  { delimiter = ',', quote = '"', escape: mark = quote, all = false }: Form = {},
): string {
  const special = [delimiter, quote, '\n', '\r'];
  return cells
    .map((cell) =>
      all || special.some((mark) => cell.includes(mark))
        ? quote + cell.replaceAll(quote, mark + quote) + quote
        : cell,
    )
    .join(delimiter);
}

const joined = (lines: Cells, end = '\n') => lines.map((text) => text + end).join('');

/** All copies of a table whose first row are its names, and which has at least three columns. */
export function pollute(table: readonly Cells[]): PollutedFile[] {
  return [...ofFile(table), ...ofLines(table), ...table.flatMap((_, row) => ofRow(table, row))];
}

/** Dialects, ends of lines, what stands before and behind the table. */
function ofFile(table: readonly Cells[]): PollutedFile[] {
  const sound = table.map((row) => line(row));
  const whole = (name: string, text: string): PollutedFile => ({ name, text, spoilt: null });
  const forms: readonly Form[] = [
    {},
    { all: true },
    { quote: "'" },
    { quote: "'", all: true },
    { escape: '\\' },
    { escape: '\\', all: true },
  ];
  const delimiters = [',', ';', '\t', '|', ' ', ', ', '; ', ':', '^', '~', '||', ';;', '\u001f'];
  return [
    ...delimiters.flatMap((delimiter) =>
      forms.map((form) =>
        whole(
          `delimiter ${JSON.stringify(delimiter)} ${JSON.stringify(form)}`,
          joined(table.map((row) => line(row, { ...form, delimiter }))),
        ),
      ),
    ),
    ...['\r\n', '\r'].map((end) => whole(`line ends ${JSON.stringify(end)}`, joined(sound, end))),
    whole('mixed line ends', sound.map((text, i) => text + ['\n', '\r\n', '\r'][i % 3]!).join('')),
    whole('no line end at the end', sound.join('\n')),
    whole('blank lines at the end', `${joined(sound)}\n\n   \n`),
    whole('byte order mark', `\ufeff${joined(sound)}`),
    whole('sep=', `sep=,\n${joined(sound)}`),
    ...['Report', 'Report\nCreated 2024-05-01', 'Report,,,,\n,,,,', 'From,2024-01-01\nBy,me\n'].map(
      (text) => whole(`preamble ${JSON.stringify(text)}`, `${text}\n${joined(sound)}`),
    ),
    ...['Total,999,,', '\nSource: me', 'End of file', ',,,,', '\nA,B\nx,1\ny,2'].map((text) =>
      whole(`footer ${JSON.stringify(text)}`, `${joined(sound)}${text}\n`),
    ),
  ];
}

/** What is done to every line. */
function ofLines(table: readonly Cells[]): PollutedFile[] {
  const [names, ...rows] = table as readonly [Cells, ...Cells[]];
  const changed = (name: string, change: (row: Cells, i: number) => string): PollutedFile => ({
    name,
    text: joined(table.map(change)),
    spoilt: null,
  });
  return [
    changed('an index column without a name', (row, i) => line([i === 0 ? '' : String(i), ...row])),
    changed('a delimiter at the end', (row) => `${line(row)},`),
    changed('a delimiter at the end of the rows', (row, i) => line(row) + (i === 0 ? '' : ',')),
    changed('a delimiter at the end of the header', (row, i) => line(row) + (i === 0 ? ',' : '')),
    changed('cells padded', (row) => row.map((cell) => ` ${line([cell])}  `).join(',')),
    changed('names in capitals', (row, i) => line(i === 0 ? row.map((c) => c.toUpperCase()) : row)),
    changed('a name too many', (row, i) => line(i === 0 ? [...row, 'More'] : row)),
    changed('a name too few', (row, i) => line(i === 0 ? row.slice(0, -1) : row)),
    changed('a very long name', (row, i) =>
      line(i === 0 ? [...row.slice(0, -1), 'x'.repeat(800)] : row),
    ),
    {
      name: 'the header twice',
      text: joined([names, names, ...rows].map((row) => line(row))),
      spoilt: null,
    },
    {
      name: 'units below the header',
      text: joined(
        [names, names.map((_, j) => (j === 0 ? '' : 'pcs')), ...rows].map((r) => line(r)),
      ),
      spoilt: null,
    },
    {
      name: 'newest row first',
      text: joined([names, ...rows.toReversed()].map((row) => line(row))),
      spoilt: null,
    },
  ];
}

/** What is done to one row, or between it and the row before. */
function ofRow(table: readonly Cells[], at: number): PollutedFile[] {
  const width = table[0]!.length;
  const made = (name: string, change: (row: Cells) => string): PollutedFile => ({
    name: `row ${at}: ${name}`,
    text: joined(table.map((row, i) => (i === at ? change(row) : line(row)))),
    spoilt: at,
  });
  const between = [
    made('a blank line before', (row) => `\n${line(row)}`),
    made('a remark before', (row) => `# remark\n${line(row)}`),
    made('only delimiters before', (row) => `${','.repeat(width - 1)}\n${line(row)}`),
  ];
  if (at === 0) return between;
  const cells = Array.from({ length: width }, (_, j) => j).flatMap((j) => [
    made(`a quote before cell ${j}`, (row) =>
      row.map((cell, k) => (k === j ? '"' : '') + line([cell])).join(','),
    ),
    made(`a quote behind cell ${j}`, (row) =>
      row.map((cell, k) => line([cell]) + (k === j ? '"' : '')).join(','),
    ),
    made(`a delimiter before cell ${j}`, (row) => line([...row.slice(0, j), '', ...row.slice(j)])),
    made(`without cell ${j}`, (row) => line([...row.slice(0, j), ...row.slice(j + 1)])),
    made(`cell ${j} empty`, (row) => line(row.map((cell, k) => (k === j ? '' : cell)))),
    made(`no delimiter behind cell ${j}`, (row) =>
      row.map((cell, k) => line([cell]) + (k === j || k === width - 1 ? '' : ',')).join(''),
    ),
  ]);
  return [
    ...between,
    ...cells,
    ...[';', '\t', '|'].map((delimiter) =>
      made(`delimiter ${JSON.stringify(delimiter)}`, (row) => line(row, { delimiter })),
    ),
    made('in quotes as a whole', (row) => `"${line(row).replaceAll('"', '""')}"`),
    made('cells too many', (row) => line([...row, 'x', 'y'])),
    made('delimiters at the end', (row) => `${line(row)},,,`),
    made('cut off', (row) => line(row.slice(0, 2))),
    made('a word', () => 'broken'),
    made('a line break in the last cell', (row) => line([...row.slice(0, -1), 'two\nlines'])),
    made('a quote within the last cell', (row) => `${line(row.slice(0, -1))},"say "hi" now"`),
    made('CRLF', (row) => `${line(row)}\r`),
  ];
}
