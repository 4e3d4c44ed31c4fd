import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageByStep } from '../../src/charts/coverage.js';
import { downsample } from '../../src/charts/downsample.js';
import { charts } from '../../src/charts/index.js';
import { seriesChart } from '../../src/charts/series.js';
import { trainingChart } from '../../src/charts/training.js';
import { errorsByStep } from '../../src/evaluation/scores/error-by-step.js';
import { renderSvg } from '../../src/render/echarts/svg.js';
import { renderTerminalChart } from '../../src/render/terminal/draw-chart.js';
import { stepsPhrase } from '../../src/tables/answer/steps-phrase.js';
import { plainSettings } from '../render/settings.js';
import { fixturePanel } from './real-series.js';
import { emptyResults, sampleResults } from './sample-results.js';

describe.each(charts.entries)('chart $name', ({ name, draw }) => {
  it('draws something from full results, and nothing from empty ones', () => {
    expect(draw(sampleResults).length).toBeGreaterThan(0);
    expect(draw(emptyResults)).toEqual([]);
  });

  it('has x and y of one length in every mark', () => {
    for (const { marks } of draw(sampleResults)) {
      for (const mark of marks) {
        if (mark.kind === 'rule') continue;
        const ys =
          mark.kind === 'band'
            ? [mark.low, mark.high]
            : mark.kind === 'heat'
              ? mark.rows
              : [mark.y];
        for (const y of ys) expect(y).toHaveLength(mark.x.length);
      }
    }
  });

  it('is drawn on a terminal and as SVG', async () => {
    const [chart] = draw(sampleResults);
    const text = renderTerminalChart(chart!, plainSettings(100));
    await expect(text).toMatchFileSnapshot(`../golden/chart-${name}-100.txt`);
    expect(await renderSvg(chart!)).toContain('</svg>');
  });
});

describe('forecast chart', () => {
  it('starts line and bands at the last known value and puts the wider band first', () => {
    const [chart] = charts.get('forecast').draw(sampleResults);
    const { times, values } = sampleResults.panel!.series[0]!;
    const bands = chart!.marks.filter((mark) => mark.kind === 'band');
    expect(bands.map(({ label }) => label)).toEqual(['95 %', '80 %']);
    for (const band of bands) {
      expect([band.x[0], band.low[0], band.high[0]]).toEqual([
        times.at(-1),
        values.at(-1),
        values.at(-1),
      ]);
      expect(band.x).toHaveLength(15);
    }
  });
});

describe('backtest chart', () => {
  it('shows each forecast over its own rows, none over another', () => {
    const [chart] = charts.get('backtest').draw(sampleResults);
    const lines = chart!.marks.filter((mark) => mark.tone === 'forecast');
    expect(lines.length).toBeGreaterThan(1);
    const spans = lines.map((mark) => (mark.kind === 'line' ? [mark.x[0]!, mark.x.at(-1)!] : []));
    for (const [index, [start]] of spans.slice(1).entries()) {
      expect(start).toBeGreaterThan(spans[index]![1]!);
    }
  });
});

describe('errors and coverage by step', () => {
  const backtest = {
    ...sampleResults.backtest!,
    horizon: 2,
    origins: [
      { series: 0, row: 10 },
      { series: 0, row: 12 },
    ],
  };
  const result = {
    ...backtest.results[0]!,
    point: Float64Array.of(1, 2, 3, 4),
    quantiles: [-2, -1, 1, 2].map((width) => Float64Array.of(1, 2, 3, 4).map((v) => v + width)),
  };

  it('are means over the origins', () => {
    const known = { ...backtest, actual: Float64Array.of(2, 2, 6, 4) };
    expect(errorsByStep(known, result)).toEqual(Float64Array.of(2, 0));
    expect(coverageByStep(known, result, 80)).toEqual(Float64Array.of(50, 100));
  });

  it('leave out what was not observed', () => {
    const gaps = { ...backtest, actual: Float64Array.of(2, Number.NaN, Number.NaN, Number.NaN) };
    expect(errorsByStep(gaps, result)).toEqual(Float64Array.of(1, Number.NaN));
    expect(coverageByStep(gaps, result, 80)).toEqual(Float64Array.of(100, Number.NaN));
  });
});

describe('series chart', () => {
  it('shades every run of missing values from row to row and says how many there are', () => {
    const panel = fixturePanel('seattle-weather.csv', 'temp_max');
    const values = panel.series[0]!.values.slice();
    values.fill(Number.NaN, 100, 103);
    values[200] = Number.NaN;
    const series = { ...panel.series[0]!, values };
    const band = seriesChart(panel, series).marks.find((mark) => mark.kind === 'band');
    expect(band?.label).toBe('missing (4 rows)');
    const [from, to, gap, next] = band?.x ?? [];
    expect([from, to, next]).toEqual([series.times[99], series.times[103], series.times[199]]);
    expect(gap).toBeNaN();
  });
});

describe('series chart with very many gaps', () => {
  it('shades only those wide enough to see, and counts them all', () => {
    const panel = fixturePanel('seattle-weather.csv', 'temp_max');
    const values = panel.series[0]!.values.slice();
    for (let row = 0; row < 1400; row += 14) values[row] = Number.NaN;
    values.fill(Number.NaN, 1410, 1430);
    const chart = seriesChart(panel, { ...panel.series[0]!, values });
    const band = chart.marks.find((mark) => mark.kind === 'band');
    expect(band?.label).toBe('missing (120 rows)');
    expect(band?.x).toHaveLength(3);
  });
});

describe('training chart', () => {
  it('turns to a logarithmic axis when the loss falls by more than 30 times', () => {
    const { record } = sampleResults.training[0]!;
    const steep = {
      ...record,
      history: [
        { epoch: 1, loss: 90, validationLoss: null },
        { epoch: 2, loss: 1, validationLoss: null },
      ],
    };
    expect(trainingChart('gru', record).y).toMatchObject({ scale: 'linear' });
    expect(trainingChart('gru', steep).y).toMatchObject({ scale: 'log' });
    expect(trainingChart('gru', steep).marks.map(({ label }) => label)).not.toContain('validation');
  });
});

describe('downsample', () => {
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(Number.NaN),
  );

  it('keeps both ends, the extremes and the gaps within the number asked for', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 2, maxLength: 400 }),
        fc.integer({ min: 5, max: 90 }),
        (all, most) => {
          const y = Float64Array.from(all);
          const x = Float64Array.from(all.keys());
          const kept = downsample(x, y, most);
          expect(kept.x.length).toBeLessThanOrEqual(Math.max(most, 2));
          expect([kept.x[0], kept.x.at(-1)]).toEqual([0, all.length - 1]);
          const known = (array: Float64Array) => [...array].filter((v) => !Number.isNaN(v));
          expect(Math.max(...known(kept.y))).toBe(Math.max(...known(y)));
          expect(Math.min(...known(kept.y))).toBe(Math.min(...known(y)));
          expect(kept.y.some(Number.isNaN)).toBe(y.some(Number.isNaN));
          expect([...kept.x]).toEqual([...kept.x].sort((a, b) => a - b));
        },
      ),
      { seed: 11 },
    );
  });
});

it('says how far a number of steps reaches', () => {
  expect(stepsPhrase(14, { unit: 'day', count: 1 })).toBe('14 days');
  expect(stepsPhrase(1, { unit: 'month', count: 1 })).toBe('1 month');
  expect(stepsPhrase(8, { unit: 'minute', count: 15 })).toBe('8 steps of 15 minutes');
});
