import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withFutureFile } from '../../../src/workflows/planning/future-file.js';
import { temporaryFolder } from '../../cli/samples.js';
import { readText } from '../../data/csv-text.js';

const folder = temporaryFolder();
const history = `date,promo,sales\n${Array.from({ length: 20 }, (_, t) => `2024-03-${String(t + 1).padStart(2, '0')},${t % 4 === 0 ? 1 : 0},${50 + t}`).join('\n')}\n`;
const reading = { target: ['sales'], future: ['promo'], time: 'date' };

async function planned(text: string, horizon: number) {
  const file = join(folder, 'plan.csv');
  await writeFile(file, text);
  const { panel } = await readText(history, reading);
  return withFutureFile(panel, { file, reading, horizon }, {});
}

describe('a plan of the rows to come', () => {
  it('says what covariates will be, by time', async () => {
    const panel = await planned('date,promo\n2024-03-21,1\n2024-03-22,0\n2024-03-23,1\n', 3);
    expect([...panel.series[0]!.future[0]!.subarray(20)]).toEqual([1, 0, 1]);
    expect(panel.series[0]!.values).toHaveLength(20);
  });

  it('without a row that is to be forecast is refused, with the time', async () => {
    const short = planned('date,promo\n2024-03-21,1\n2024-03-22,0\n', 3);
    await expect(short).rejects.toThrow('has no "promo" at 2024-03-23');
  });

  it('is refused where nothing is known ahead', async () => {
    const { panel } = await readText(history, { target: ['sales'], time: 'date', past: ['promo'] });
    const plan = { file: 'plan.csv', reading: { target: ['sales'], time: 'date' }, horizon: 2 };
    await expect(withFutureFile(panel, plan, {})).rejects.toThrow('no column that is known');
  });
});
