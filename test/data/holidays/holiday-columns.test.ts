import { describe, expect, it } from 'vitest';
import { readText } from '../csv-text.js';

/** Daily rows from the first of December 2023 on. */
const rows = (count: number) =>
  Array.from(
    { length: count },
    (_, t) => `${new Date(Date.UTC(2023, 11, 1 + t)).toISOString().slice(0, 10)},${10 + (t % 7)}`,
  ).join('\n');

describe('holidays of daily rows', () => {
  it('are columns of their own, by name, known ahead', async () => {
    const text = `date,visits\n${rows(40)}\n`;
    const { panel } = await readText(text, { holidays: 'US', ahead: 10 });
    expect(panel.futureNames).toContain('holiday Christmas Day');
    const christmas = panel.series[0]!.future[panel.futureNames.indexOf('holiday Christmas Day')]!;
    expect(christmas).toHaveLength(50);
    expect([...christmas.keys()].filter((t) => christmas[t] === 1)).toEqual([24]);
    const king = panel.futureNames.indexOf('holiday Martin Luther King Jr. Day');
    const ahead = panel.series[0]!.future[king]!;
    expect([...ahead.keys()].filter((t) => ahead[t] === 1)).toEqual([45]);
  });

  it('keep the columns that a saved model knows, whatever the new rows hold', async () => {
    const known = ['holiday Christmas Day', 'holiday Labor Day'];
    const text = `date,visits\n${rows(40)}\n`;
    const { panel } = await readText(text, { holidays: 'US', ahead: 3, holidayNames: known });
    expect(panel.futureNames).toEqual(known);
    expect(panel.series[0]!.future[1]!.every((value) => value === 0)).toBe(true);
  });

  it('that are none of the rows are refused', async () => {
    const few = readText(`date,visits\n${rows(8)}\n`, { holidays: 'US', ahead: 1 });
    await expect(few).rejects.toThrow('--holidays US: none of its days falls on a row');
  });
});
