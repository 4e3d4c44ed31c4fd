import { describe, expect, it } from 'vitest';
import type { Chart } from '../../src/render/chart.js';
import { renderSvg } from '../../src/render/echarts/svg.js';
import { xScale } from '../../src/render/scale.js';
import { renderTerminalChart } from '../../src/render/terminal/draw-chart.js';
import { textWidth } from '../../src/render/text-width.js';
import { plainSettings } from './settings.js';

const heat = (rows: readonly Float64Array[]): Chart => ({
  title: 'Heat',
  x: { kind: 'number', label: 'place', scale: 'linear' },
  y: { kind: 'category', label: 'row', categories: rows.map((_, i) => `row ${i + 1}`) },
  marks: [
    {
      kind: 'heat',
      label: '',
      tone: 'warning',
      lowTone: 'forecast',
      rows,
      x: Float64Array.from(rows[0]!.keys()),
    },
  ],
});

describe('heat', () => {
  const rows = [Float64Array.of(1, 0.5, 0, -0.5, -1), Float64Array.of(0, 0, 1, Number.NaN, 0)];

  it('tells strength and sign without colour', () => {
    const [, first, second] = renderTerminalChart(heat(rows), plainSettings(60)).split('\n');
    expect(first).toBe('row 1 █▒ -≡');
    expect(second).toBe('row 2   █');
  });

  it('shows the strongest of the cells that share a character, within the width', () => {
    const long = Float64Array.from({ length: 500 }, (_, i) => (i === 250 ? -1 : 0.01));
    const lines = renderTerminalChart(heat([long]), plainSettings(40)).split('\n');
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(40);
    expect(lines[1]).toContain('≡');
  });

  it('has room for the whole of the first and the last cell', () => {
    expect(xScale(heat(rows), 5)).toMatchObject({ low: -0.5, high: 4.5 });
  });

  it('is a rectangle a known cell in a picture', async () => {
    const svg = await renderSvg(heat(rows));
    expect(svg.match(/fill="#d55e00"/g)).toHaveLength(7);
    expect(svg.match(/fill="#0072b2"/g)).toHaveLength(2);
    expect(svg).toContain('row 2');
  });
});
