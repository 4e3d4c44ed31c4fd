import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readPanel } from '../../src/data/read-panel.js';
import { pastBacktest } from '../../src/workflows/monitor/past-backtest.js';

const hourMs = 3_600_000;

describe('published forecasts beside what came', () => {
  it('meet the same hours on the clock when the zone of the file came to light in between', async () => {
    const start = Date.UTC(2023, 9, 28);
    // Berlin's clock: the hour from 02:00 on comes twice on the second day.
    const rows = Array.from({ length: 48 }, (_, hour) => {
      const wall = start + (hour > 26 ? hour - 1 : hour) * hourMs;
      return `${new Date(wall).toISOString().slice(0, 16).replace('T', ' ')},${hour}\n`;
    });
    const stdin = Readable.from([Buffer.from(`time,load\n${rows.join('')}`)]);
    const { panel } = await readPanel(['-'], { stdin });
    expect(panel.zone).toBe('Europe/Berlin');
    const [{ id, target }] = panel.series as [(typeof panel.series)[number]];
    const forecast = {
      id,
      target,
      point: [12, 13, 14],
      quantiles: [],
      times: [12, 13, 14].map((hour) => start + hour * hourMs),
    };
    const past = { run: 'r', version: 'v', zone: null, probabilities: [], forecasts: [forecast] };
    const { actual, origins } = pastBacktest(panel, [past], 24);
    expect(origins).toEqual([{ series: 0, row: 12 }]);
    expect([...actual]).toEqual([12, 13, 14]);
  });
});
