import { describe, expect, it } from 'vitest';
import { readText } from '../csv-text.js';

/** A table without times, and two with. */
const text = `station,height
A,10
B,20
C,5

date,rain
2024-01-01,1
2024-01-02,2
2024-01-03,4
2024-01-04,2

date,snow,wind
2024-02-01,10,1
2024-02-02,20,2
2024-02-03,40,3
2024-02-04,50,4
`;

const read = async (table?: number) => {
  const { panel } = await readText(text, table === undefined ? {} : { table });
  const [series] = panel.series;
  return { target: series!.target, values: [...series!.values] };
};

describe('--table', () => {
  it.each([
    [undefined, { target: 'rain', values: [1, 2, 4, 2] }],
    [1, { target: 'height', values: [10, 20, 5] }],
    [2, { target: 'rain', values: [1, 2, 4, 2] }],
    [3, { target: 'snow', values: [10, 20, 40, 50] }],
  ])(
    '%s reads that table with its own header, and the first with times when absent',
    async (table, expected) => {
      expect(await read(table)).toStrictEqual(expected);
    },
  );

  it('beyond the last says how many there are', async () => {
    await expect(read(4)).rejects.toMatchObject({
      message: '--table 4: 3 tables can be told apart at the beginning of the file',
      exitCode: 4,
    });
  });

  it('is named where a table is left out', async () => {
    const { findings } = await readText(text);
    expect(findings.map((finding) => finding.text)).toContain(
      'another table begins here and is left out (--table N reads another one)',
    );
  });
});
