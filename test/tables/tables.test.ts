import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scores } from '../../src/evaluation/scores/scores.js';
import { formats } from '../../src/render/index.js';
import type { Table } from '../../src/render/table.js';
import { renderTerminalTable } from '../../src/render/terminal/draw-table.js';
import { textWidth } from '../../src/render/text-width.js';
import { backtestRowsTable } from '../../src/tables/backtest-rows.js';
import { forecastTable } from '../../src/tables/forecast.js';
import { tables } from '../../src/tables/index.js';
import { entriesTable, optionsTable } from '../../src/tables/models.js';
import { emptyResults, sampleResults } from '../charts/sample-results.js';
import { plainSettings } from '../render/settings.js';

/** With a second series, so that the tables by series appear too. */
const severalSeries = (() => {
  const { backtest, scores, track } = sampleResults;
  const second = { ...backtest!.series[0]!, id: 'tacoma' };
  const twice = (of: Scores): Scores => ({
    ...of,
    models: of.models.map((row) => ({ ...row, bySeries: [row.overall, row.overall] })),
  });
  const both = { ...backtest!, series: [...backtest!.series, second] };
  return {
    ...sampleResults,
    backtest: both,
    scores: twice(scores!),
    track: { ...track!, backtest: both, scores: twice(track!.scores) },
  };
})();

describe.each(tables.entries)('table $name', ({ name, build }) => {
  it('is made from full results, and not from empty ones', () => {
    expect(build(severalSeries).length).toBeGreaterThan(0);
    expect(build(emptyResults)).toEqual([]);
  });

  it('has a cell for every column and a different key for each', () => {
    for (const { columns, rows } of build(severalSeries)) {
      for (const row of rows) expect(row).toHaveLength(columns.length);
      const keys = columns.map(({ key, label }) => key ?? label);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('reads well at 80 columns', async () => {
    const text = formats.get('table').render(build(severalSeries), plainSettings(80));
    await expect(text).toMatchFileSnapshot(`../golden/table-${name}-80.txt`);
  });
});

describe('forecast table', () => {
  const panel = sampleResults.panel!;
  const { formatTime, forecasts } = sampleResults;
  const labels = (table: Table) => table.columns.map(({ label }) => label);
  const bounds = ['lo_80', 'hi_80', 'lo_95', 'hi_95'];

  it('has time, forecast and bounds for one series and one model', () => {
    const table = forecastTable({ panel, forecasts, formatTime });
    expect(labels(table)).toEqual(['date', 'forecast', ...bounds]);
    expect(table.rows[0]?.slice(0, 2)).toEqual(['2016-01-01', 5.6]);
  });

  it('has id, time, model and target in the contract’s order where there are several', () => {
    const [first] = panel.series;
    const long = {
      ...panel,
      idColumn: 'station',
      targets: ['temp_max', 'wind'],
      series: [first!, { ...first!, id: 'b', target: 'wind' }],
    };
    const two = [forecasts[0]!, { ...forecasts[0]!, model: 'lstm', series: 1 }];
    const table = forecastTable({ panel: long, forecasts: two, formatTime });
    expect(labels(table)).toEqual(['station', 'date', 'model', 'target', 'forecast', ...bounds]);
    expect(table.rows[14]?.slice(0, 4)).toEqual(['b', '2016-01-01', 'lstm', 'wind']);
  });

  it('calls the id column "id" when the ids are file names, and leaves it out when they are targets', () => {
    const [first] = panel.series;
    const files = { ...panel, series: ['a', 'b'].map((id) => ({ ...first!, id })) };
    expect(labels(forecastTable({ panel: files, forecasts, formatTime }))[0]).toBe('id');
    const targets = {
      ...panel,
      targets: ['a', 'b'],
      series: ['a', 'b'].map((id) => ({ ...first!, id, target: id })),
    };
    const table = forecastTable({ panel: targets, forecasts, formatTime });
    expect(labels(table).slice(0, 2)).toEqual(['date', 'target']);
  });

  it('has no bounds without levels', () => {
    const points = { ...forecasts[0]!, probabilities: [] };
    expect(labels(forecastTable({ panel, forecasts: [points], formatTime }))).toEqual([
      'date',
      'forecast',
    ]);
  });
});

describe('backtest rows', () => {
  it('stand in the contract’s order, step by step', () => {
    const { panel, backtest, formatTime } = sampleResults;
    const { columns, rows } = backtestRowsTable(panel!, backtest!, formatTime);
    expect(columns.map(({ label }) => label).join(' ')).toBe(
      'date cutoff step model actual forecast lo_80 hi_80 lo_95 hi_95',
    );
    expect(rows).toHaveLength(3 * 10 * 14);
    expect(rows[1]).toEqual(['2015-08-15', '2015-08-13', 2, 'naive', ...rows[1]!.slice(4)]);
  });
});

describe('listings', () => {
  const entries = [
    {
      kind: 'model',
      name: 'gru',
      summary: 'gated recurrent unit',
      options: {
        hidden: { kind: 'integer', default: 32, min: 1, max: 512, help: 'units' },
        lookback: { kind: 'integer', default: null, min: 2, help: 'rows it sees' },
        fast: { kind: 'boolean', default: false, help: 'quick' },
        loss: { kind: 'choice', default: 'mae', choices: ['mae', 'mse'], help: 'loss' },
      },
    },
  ] as const;

  it('show entries and their options with bounds and defaults', () => {
    expect(entriesTable('Models', entries).rows).toEqual([
      ['model', 'gru', 'gated recurrent unit'],
    ]);
    expect(optionsTable('Options', entries).rows).toEqual([
      ['gru', 'hidden', '32', '1 to 512', 'units'],
      ['gru', 'lookback', 'from the data', '2 or more', 'rows it sees'],
      ['gru', 'fast', 'false', 'true, false', 'quick'],
      ['gru', 'loss', 'mae', 'mae, mse', 'loss'],
    ]);
  });
});

it('never draws a table wider than asked, whatever is in it', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 });
  const cell = fc.oneof(fc.double(), text, fc.constant(null));
  const table = fc.integer({ min: 1, max: 12 }).chain((width) =>
    fc.record({
      title: text,
      columns: fc.array(
        fc.record({ label: text, align: fc.constantFrom('left' as const, 'right' as const) }),
        { minLength: width, maxLength: width },
      ),
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }),
      emphasis: fc.constantFrom([], [0]),
      notes: fc.array(text, { maxLength: 2 }),
    }),
  );
  fc.assert(
    fc.property(table, fc.integer({ min: 20, max: 200 }), fc.boolean(), (drawn, width, unicode) => {
      const lines = renderTerminalTable(drawn, plainSettings(width, unicode)).split('\n');
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
    }),
    { numRuns: 300, seed: 3 },
  );
});

it('puts columns that do not fit into further blocks, none lost', () => {
  const columns = Array.from({ length: 20 }, (_, index) => `metric-${index}`);
  const table: Table = {
    title: 'wide',
    columns: [
      { label: 'model', align: 'left' },
      ...columns.map((label) => ({ label, align: 'right' }) as const),
    ],
    rows: [['gru', ...columns.map((_, index) => index + 0.5)]],
  };
  const text = renderTerminalTable(table, plainSettings(60));
  for (const label of columns) expect(text).toContain(label);
  expect(text.match(/gru/g)?.length).toBeGreaterThan(2);
});
