import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Axis, Chart, Mark, Tone } from '../../../src/render/chart.js';
import { renderTerminalChart } from '../../../src/render/terminal/draw-chart.js';
import { textWidth } from '../../../src/render/text-width.js';
import { stockChart, weatherChart } from '../../charts/real-series.js';
import { plainSettings } from '../settings.js';

const lineChart = (y: readonly number[], scale: 'linear' | 'log' = 'linear'): Chart => ({
  title: 'title',
  x: { kind: 'number', label: 'step', scale: 'linear' },
  y: { kind: 'number', label: 'value', scale },
  marks: [
    {
      kind: 'line',
      label: 'line',
      tone: 'history',
      x: Float64Array.from(y.keys()),
      y: Float64Array.from(y),
    },
  ],
});

/** Rows between the legend and the x axis, without their labels. */
const plotRows = (text: string) =>
  text
    .split('\n')
    .filter((line) => /[│┤]/.test(line))
    .map((line) => line.replace(/^.*?[│┤]/, ''));

const brailleCells = (text: string) =>
  plotRows(text)
    .join('')
    .match(/[\u2801-\u28ff]/g) ?? [];

describe('terminal chart', () => {
  for (const width of [60, 80, 120, 200]) {
    for (const unicode of [true, false]) {
      const kind = unicode ? 'unicode' : 'ascii';
      it(`draws the weather forecast at ${width} columns in ${kind}`, async () => {
        const text = renderTerminalChart(weatherChart(), plainSettings(width, unicode));
        await expect(text).toMatchFileSnapshot(`../../golden/chart-weather-${width}-${kind}.txt`);
      });
      it(`draws the stock forecast at ${width} columns in ${kind}`, async () => {
        const text = renderTerminalChart(stockChart(), plainSettings(width, unicode));
        await expect(text).toMatchFileSnapshot(`../../golden/chart-stock-${width}-${kind}.txt`);
      });
    }
  }

  it('uses nothing but ASCII when asked', () => {
    const text = renderTerminalChart(weatherChart(), plainSettings(100, false));
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it('breaks the line at missing values', () => {
    const whole = renderTerminalChart(lineChart([1, 1, 1, 1, 1, 1, 1]), plainSettings(40));
    const broken = renderTerminalChart(
      lineChart([1, 1, Number.NaN, Number.NaN, Number.NaN, 1, 1]),
      plainSettings(40),
    );
    const row = (text: string) => plotRows(text).find((line) => /[\u2801-\u28ff]/.test(line))!;
    expect(row(whole).trim()).not.toContain(' ');
    expect(row(broken).trim()).toMatch(/^[\u2801-\u28ff]+ {8,}[\u2801-\u28ff]+$/);
  });

  it('draws a constant series as one level line', () => {
    const rows = plotRows(renderTerminalChart(lineChart([5, 5, 5]), plainSettings(60)));
    expect(rows.filter((row) => row.trim() !== '')).toHaveLength(1);
  });

  it('draws a single point', () => {
    expect(brailleCells(renderTerminalChart(lineChart([3]), plainSettings(60)))).toHaveLength(1);
  });

  it('draws axes when there is nothing to draw', () => {
    const text = renderTerminalChart(lineChart([Number.NaN, Number.NaN]), plainSettings(60));
    expect(brailleCells(text)).toHaveLength(0);
    expect(text).toContain('└');
  });

  it('puts powers of ten at even distances on a logarithmic axis, and skips what is not positive', () => {
    const text = renderTerminalChart(
      lineChart([1, 10, 0, 100, 1000], 'log'),
      plainSettings(60),
      13,
    );
    const rows = text.split('\n').filter((line) => /[│┤]/.test(line));
    const at = ['1', '10', '100', '1000'].map((label) =>
      rows.findIndex((row) => row.trim().startsWith(`${label} ┤`)),
    );
    const gaps = at.slice(1).map((row, index) => at[index]! - row);
    expect(at).not.toContain(-1);
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
  });

  it('labels huge and tiny numbers without cutting them', () => {
    expect(renderTerminalChart(lineChart([0, 3e9]), plainSettings(60))).toContain('2B ┤');
    expect(renderTerminalChart(lineChart([1e-9, 5e-9]), plainSettings(60))).toContain('e-9 ┤');
    expect(renderTerminalChart(lineChart([-1e308, 1e308]), plainSettings(60))).toContain('e308 ┤');
  });

  it('labels times in the wall clock of the chart’s zone', () => {
    const hours = Array.from({ length: 25 }, (_, hour) => Date.UTC(2024, 5, 1) + hour * 3_600_000);
    const chart: Chart = {
      ...lineChart(hours.map((_, hour) => hour)),
      x: { kind: 'time', label: 'time', zone: 'Asia/Kolkata' },
    };
    const moved = { ...chart.marks[0]!, x: Float64Array.from(hours) } as Mark;
    const text = renderTerminalChart({ ...chart, marks: [moved] }, plainSettings(60));
    // Midnight UTC is half past five in Kolkata, so the first round tick is at six.
    expect(text).toContain('06:00');
    expect(text).toContain('Jun 1 2024');
  });

  it('draws categories as horizontal bars with their numbers', async () => {
    const chart: Chart = {
      title: 'mae by model',
      x: { kind: 'category', label: 'model', categories: ['gru', 'naïve', '季节性'] },
      y: { kind: 'number', label: 'mae', scale: 'linear' },
      marks: [
        {
          kind: 'bars',
          label: 'mae',
          tone: 'forecast',
          x: Float64Array.of(0, 1, 2),
          y: Float64Array.of(2.5, 3.75, 4.125),
        },
      ],
    };
    const text = renderTerminalChart(chart, plainSettings(60));
    await expect(text).toMatchFileSnapshot('../../golden/chart-bars-60.txt');
  });

  it('draws several bars in one category under one another, negative ones to the left of zero', async () => {
    const bars = (label: string, tone: Tone, ...y: number[]): Mark => ({
      kind: 'bars',
      label,
      tone,
      x: Float64Array.from(y.keys()),
      y: Float64Array.from(y),
    });
    const chart: Chart = {
      title: 'contribution',
      x: { kind: 'category', label: 'feature', categories: ['lag 1', 'humidity', 'wind'] },
      y: { kind: 'number', label: 'contribution', scale: 'linear' },
      marks: [
        bars('own', 'series-1', 3.25, -1.5, 0),
        bars('other', 'series-2', 2.25, -2, Number.NaN),
      ],
    };
    const both = [true, false].map((unicode) =>
      renderTerminalChart(chart, plainSettings(60, unicode)),
    );
    await expect(both.join('\n')).toMatchFileSnapshot('../../golden/chart-bars-negative-60.txt');
  });

  it('paints every mark in its tone and keeps the width', () => {
    const seen = new Set<string>();
    const text = renderTerminalChart(weatherChart(), {
      ...plainSettings(80),
      paint: (style, painted) => {
        seen.add(style);
        return painted;
      },
    });
    expect(text).toBe(renderTerminalChart(weatherChart(), plainSettings(80)));
    expect([...seen].sort()).toEqual(['faint', 'forecast', 'history', 'muted', 'title']);
  });

  it('never lets control characters of a name through', () => {
    const chart = { ...lineChart([1, 2]), title: 'a\u001b[31mb\r\n' };
    const text = renderTerminalChart(chart, plainSettings(60));
    expect(text).toContain('a\\x1b[31mb\\r\\n');
    expect(text).not.toContain('\u001b');
  });
});

const number = fc.oneof(
  fc.double(),
  fc.integer({ min: -1000, max: 1000 }),
  fc.constant(Number.NaN),
);
const numbers = (length: number) =>
  fc.array(number, { minLength: length, maxLength: length }).map((all) => Float64Array.from(all));
const tone = fc.constantFrom('history', 'forecast', 'series-2', 'warning' as const);
const label = fc.string({ unit: 'grapheme', maxLength: 30 });

const mark = fc.integer({ min: 0, max: 12 }).chain(
  (length): fc.Arbitrary<Mark> =>
    fc.oneof(
      fc.record({
        kind: fc.constantFrom('line', 'points', 'bars'),
        label,
        tone,
        x: numbers(length),
        y: numbers(length),
      }),
      fc.record({
        kind: fc.constant('band'),
        label,
        tone,
        x: numbers(length),
        low: numbers(length),
        high: numbers(length),
      }),
      fc.record({
        kind: fc.constant('rule'),
        label,
        tone,
        axis: fc.constantFrom('x', 'y'),
        at: number,
      }),
    ) as fc.Arbitrary<Mark>,
);

const xAxis: fc.Arbitrary<Axis> = fc.oneof(
  fc.record({
    kind: fc.constant('time' as const),
    label,
    zone: fc.constantFrom(null, 'Europe/Berlin', '+05:30'),
  }),
  fc.record({ kind: fc.constant('number' as const), label, scale: fc.constant('linear' as const) }),
  fc.record({ kind: fc.constant('category' as const), label, categories: fc.array(label) }),
);

it('never draws wider than asked, whatever the data', () => {
  const charts = fc.record({
    title: label,
    x: xAxis,
    y: fc.record({
      kind: fc.constant('number' as const),
      label,
      scale: fc.constantFrom('linear' as const, 'log' as const),
    }),
    marks: fc.array(mark, { maxLength: 4 }),
    caption: label,
  });
  fc.assert(
    fc.property(
      charts,
      fc.integer({ min: 20, max: 200 }),
      fc.boolean(),
      (chart, width, unicode) => {
        const text = renderTerminalChart(chart, plainSettings(width, unicode));
        for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(width);
      },
    ),
    { numRuns: 300, seed: 7 },
  );
});
