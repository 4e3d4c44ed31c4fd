import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainNumber, writePanel } from '../../../src/data/panel/write-panel.js';
import { readText } from '../csv-text.js';

const number = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
);

interface Written {
  readonly delimiter: string;
  readonly mark: string;
  readonly date: (time: number) => string;
  readonly dateFormat: string;
}

const iso = (time: number) => new Date(time).toISOString().slice(0, 10);
const dialects: readonly Written[] = [
  { delimiter: ',', mark: '.', date: iso, dateFormat: 'yyyy-MM-dd' },
  {
    delimiter: ';',
    mark: ',',
    date: (time) => iso(time).split('-').reverse().join('.'),
    dateFormat: 'dd.MM.yyyy',
  },
  {
    delimiter: '\t',
    mark: '.',
    date: (time) => iso(time).replaceAll('-', '/'),
    dateFormat: 'yyyy/MM/dd',
  },
  {
    delimiter: '|',
    mark: '.',
    date: (time) => iso(time).replaceAll('-', ''),
    dateFormat: 'yyyyMMdd',
  },
];

const hours = (count: number) => Array.from({ length: count }, (_, hour) => hour);

describe('writePanel', () => {
  it('gives a CSV that reads back to the identical panel, whatever dialect it came from', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(number, number), { minLength: 12, maxLength: 40 }),
        fc.constantFrom(...dialects),
        fc.boolean(),
        async (rows, dialect, reversed) => {
          const lines = rows.map(([a, b], row) =>
            [
              dialect.date(Date.UTC(2024, 0, 1 + row)),
              plainNumber(a).replace('.', dialect.mark),
              plainNumber(b).replace('.', dialect.mark),
            ].join(dialect.delimiter),
          );
          if (reversed) lines.reverse();
          const text = [['date', 'a', 'b'].join(dialect.delimiter), ...lines].join('\n');
          const options = { target: ['a', 'b'], decimal: dialect.mark, missingValues: [] };
          const { panel } = await readText(text, options);
          expect(panel.series[0]!.values).toHaveLength(rows.length);
          const again = await readText([...writePanel(panel)].join(''), {
            ...options,
            decimal: '.',
          });
          expect({ ...again.panel }).toEqual(panel);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    [
      'a date of six digits beside an hour',
      ['Datum;Stunde;Kfz', ...hours(24).map((h) => `2401${h < 12 ? '05' : '06'};${h % 12};${h}`)],
      {},
      '2024-01-05T01:00:00',
    ],
    [
      'a day and a month that a flag told apart',
      ['date;value', ...hours(5).map((h) => `0${h + 1}/03/2024;${h}`)],
      { dateFormat: 'dd/MM/yyyy' },
      '2024-03-02',
    ],
  ])(
    'writes ISO 8601 where the own format would not read back: %s',
    async (_, lines, options, second) => {
      const { panel } = await readText(lines.join('\n'), options);
      const text = [...writePanel(panel)].join('');
      expect(text.split('\n')[2]).toContain(`${second},1`);
      const again = (await readText(text)).panel.series;
      expect(again.map(({ times, values }) => ({ times, values }))).toEqual(
        panel.series.map(({ times, values }) => ({ times, values })),
      );
    },
  );

  it('keeps the own format where only later rows tell day and month apart', async () => {
    const minutes = hours(4 * 1440).map((minute) => {
      const [date = '', clock] = new Date(Date.UTC(2024, 0, 10, 0, minute))
        .toISOString()
        .split('T');
      return `${date.split('-').reverse().join('/')} ${clock!.slice(0, 5)},${minute % 7}`;
    });
    const text = ['time,value', ...minutes, ''].join('\n');
    expect([...writePanel((await readText(text)).panel)].join('')).toBe(text);
  });

  it('quotes what needs it and leaves missing cells empty', async () => {
    const text =
      'id,date,"a,b"\n"x, y",2024-01-01,1\n"x, y",2024-01-03,3\nz,2024-01-01,5\nz,2024-01-02,6\nz,2024-01-03,7\n';
    const { panel } = await readText(text, { id: 'id' });
    expect([...writePanel(panel)].join('')).toBe(
      'id,date,"a,b"\n"x, y",2024-01-01,1\n"x, y",2024-01-02,\n"x, y",2024-01-03,3\nz,2024-01-01,5\nz,2024-01-02,6\nz,2024-01-03,7\n',
    );
  });

  it.each([
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    [-2.5e22, '-25000000000000000000000'],
    [0.1, '0.1'],
    [-0, '0'],
  ])('writes %d as the plain decimal %s', (value, text) => {
    expect(plainNumber(value)).toBe(text);
  });

  it('is read back to the same double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(plainNumber(value))).toBe(value + 0);
        expect(plainNumber(value)).not.toContain('e');
      }),
    );
  });
});
