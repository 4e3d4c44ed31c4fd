import { describe, expect, it } from 'vitest';
import type { Chart } from '../../../src/render/chart.js';
import { darkPalette } from '../../../src/render/echarts/palette.js';
import { renderSvg } from '../../../src/render/echarts/svg.js';
import { stockChart, weatherChart } from '../../charts/real-series.js';

describe('SVG', () => {
  it('of the weather and the stock forecast stay as they are', async () => {
    await expect(await renderSvg(weatherChart())).toMatchFileSnapshot('../../golden/weather.svg');
    await expect(await renderSvg(stockChart())).toMatchFileSnapshot('../../golden/stock.svg');
  });

  it('has the same bytes every time, whatever was drawn before', async () => {
    const first = await renderSvg(weatherChart());
    await renderSvg(stockChart());
    expect(await renderSvg(weatherChart())).toBe(first);
  });

  it('keeps the ids of pictures on one page apart', async () => {
    const one = await renderSvg(weatherChart(), { idPrefix: 'one' });
    const ids = [...one.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) expect(id).toMatch(/^one-/);
    for (const [, used] of one.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(used);
  });

  it('escapes names', async () => {
    const hostile: Chart = { ...weatherChart(), title: '<script>alert("x")</script>\u001b[31m&' };
    const svg = await renderSvg(hostile);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script&gt;');
    expect(svg).toContain('\\x1b[31m&amp;');
  });

  it('takes size and palette', async () => {
    const svg = await renderSvg(weatherChart(), { width: 500, height: 300, palette: darkPalette });
    expect(svg).toContain('width="500" height="300"');
    expect(svg).toContain(darkPalette.background);
  });

  it('draws a point that has no neighbours', async () => {
    const chart: Chart = {
      title: '',
      x: { kind: 'number', label: '', scale: 'linear' },
      y: { kind: 'number', label: '', scale: 'linear' },
      marks: [
        {
          kind: 'line',
          label: 'line',
          tone: 'warning',
          x: Float64Array.of(0, 1, 2),
          y: Float64Array.of(1, Number.NaN, 3),
        },
      ],
    };
    const alone = await renderSvg(chart);
    const none = await renderSvg({
      ...chart,
      marks: [{ ...chart.marks[0]!, y: new Float64Array(3).fill(Number.NaN) }] as Chart['marks'],
    });
    const drawn = (svg: string) => svg.split('#d55e00').length;
    expect(drawn(alone)).toBe(drawn(none) + 2);
  });

  it.each([[[5, 5, 5]], [[Number.NaN]], [[]], [[1e300, -1e300]], [[1e-300, 2e-300]]])(
    'draws %j without a number that is none',
    async (values) => {
      const svg = await renderSvg({
        title: '',
        x: { kind: 'number', label: '', scale: 'linear' },
        y: { kind: 'number', label: '', scale: 'linear' },
        marks: [
          {
            kind: 'line',
            label: 'line',
            tone: 'history',
            x: Float64Array.from(values.keys()),
            y: Float64Array.from(values),
          },
        ],
      });
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    },
  );
});
