import { describe, expect, it } from 'vitest';
import { dailyCsv, readText } from '../csv-text.js';

const about20 = (row: number) => 20 + ((row * 7919) % 100) / 100;
const warnings = async (value: (row: number) => string) => {
  const { findings } = await readText(dailyCsv(80, value));
  return findings.filter(({ level }) => level === 'warning');
};

describe('values far beyond all others', () => {
  it('are told with row and value', async () => {
    const told = await warnings((row) => (row === 50 ? '98765.5' : String(about20(row))));
    expect(told).toHaveLength(1);
    expect(told[0]!.row).toBe(52);
    expect(told[0]!.text).toContain('"98765.5" in "value" is more than 1000 times further');
  });

  it('are told also of series far from zero, below zero, and where there are two', async () => {
    const high = await warnings((row) => String((row === 9 ? 6000 : 5000) + about20(row) / 100));
    expect(high[0]!.row).toBe(11);
    const two = await warnings((row) =>
      row === 30 ? '-70000' : row === 60 ? '80000' : String(about20(row)),
    );
    expect(two).toHaveLength(1);
    expect(two[0]!.text).toContain('as 1 more of this series');
  });

  it('are none among growth without end, waves, and counts with a single one', async () => {
    expect(await warnings((row) => String(1.4 ** row))).toStrictEqual([]);
    expect(await warnings((row) => String(1000 * Math.sin(row)))).toStrictEqual([]);
    expect(await warnings((row) => (row % 9 === 0 ? '5' : '0'))).toStrictEqual([]);
  });

  it('are looked for in each series by itself', async () => {
    const small = Array.from({ length: 40 }, (_, i) => `${i + 1},a,${about20(i) / 100}`);
    const large = Array.from({ length: 40 }, (_, i) => `${i + 1},b,${about20(i) * 1e6}`);
    const { findings } = await readText(`t,id,value\n${[...small, ...large].join('\n')}\n`);
    expect(findings.filter(({ text }) => text.includes('further'))).toStrictEqual([]);
  });

  it.each(['1e160', '-1e160', '1.7e308', '2e75'])(
    'are refused where no model can reckon with them: %s',
    async (cell) => {
      const text = dailyCsv(80, (row) => (row === 50 ? cell : String(about20(row))));
      await expect(readText(text)).rejects.toMatchObject({
        exitCode: 4,
        message: expect.stringMatching(/line 52: .* in "value" is too large to reckon with/),
      });
      const kept = await readText(text, { missingValues: [cell] });
      expect(kept.panel.series[0]!.values[50]).toBeNaN();
    },
  );
});
