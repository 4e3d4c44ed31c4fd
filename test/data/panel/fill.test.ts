import { describe, expect, it } from 'vitest';
import { fillPolicies } from '../../../src/data/panel/fill.js';
import { truncatePanel } from '../../../src/data/panel/splits.js';
import { readText } from '../csv-text.js';

const CUTOFF = 25;
const day = (i: number) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);

/** Forty days with gaps, one of them across the cutoff; `later` is added to what comes after it. */
const rows = (later: number) =>
  Array.from({ length: 40 }, (_, i) => {
    const missing = i === 7 || (i >= 22 && i < 28);
    const value = Math.round(100 * (10 + Math.sin(i))) / 100 + (i >= CUTOFF ? later : 0);
    return `${day(i)},${missing ? '' : value},${missing ? '' : 2 * value}`;
  });

describe.each(fillPolicies)('--fill %s', (fill) => {
  it('gives a cutoff nothing of the rows after it', async () => {
    const known = async (later: number) => {
      const text = `date,value,wind\n${rows(later).join('\n')}\n`;
      const options = { target: ['value'], past: ['wind'], fill };
      const { panel } = await readText(text, options);
      const [series] = truncatePanel(panel, [CUTOFF]).series;
      return { values: [...series!.values], past: [...series!.past[0]!] };
    };
    const before = await known(0);
    expect(before.values).toHaveLength(CUTOFF);
    expect(await known(1000)).toStrictEqual(before);
    if (fill === 'linear')
      expect(before.values.slice(22)).toEqual(Array(3).fill(before.values[21]));
  });
});
