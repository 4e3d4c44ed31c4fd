import * as namespace from 'danfojs-node';
import { describe, expect, it } from 'vitest';
import { forecastToDataFrame, panelFromDataFrame } from '../../src/danfo/danfo.js';
import { forecast, train } from '../../src/index.js';

const dfd = 'default' in namespace ? (namespace.default as typeof namespace) : namespace;
const day = Array.from({ length: 20 }, (_, i) => `2024-03-${String(i + 1).padStart(2, '0')}`);

describe('danfo.js', () => {
  it('gives a panel of a DataFrame: time, target, missing values', async () => {
    const visits = day.map((_, i) => (i === 3 ? Number.NaN : i * 1.5));
    const frame = new dfd.DataFrame({ day, visits });
    const { panel } = await panelFromDataFrame(frame, { target: ['visits'] });
    expect(panel.timeColumn).toBe('day');
    expect([...panel.series[0]!.values]).toEqual(visits);
  });

  it('gets forecasts back as a DataFrame with a row a step', async () => {
    const frame = new dfd.DataFrame({ day, visits: day.map((_, i) => 5 + i) });
    const { panel } = await panelFromDataFrame(frame);
    const model = await train(panel, { model: 'drift', horizon: 2, levels: [80] });
    const ahead = await forecastToDataFrame(await forecast(model, panel));
    expect(ahead.columns).toEqual(['id', 'time', 'model', 'forecast', 'lo_80', 'hi_80']);
    expect(ahead.shape).toEqual([2, 6]);
    expect(ahead.column('time').values).toEqual(['2024-03-21', '2024-03-22']);
    expect(ahead.column('forecast').values).toEqual([25, 26]);
  });

  it('refuses cells that are no values, naming column and row', async () => {
    const frame = new dfd.DataFrame({ day: day.slice(0, 2), visits: [1, 2] });
    frame.values[1] = ['2024-03-02', { nested: true }] as never;
    await expect(panelFromDataFrame(frame)).rejects.toMatchObject({
      exitCode: 4,
      message: 'column "visits", row 2 holds no number, text or date',
    });
  });
});
