import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { gatecast } from './gatecast.js';
import { daily, put, temporaryFolder, wave } from './samples.js';

const folder = temporaryFolder();
const file = put(folder, 'sales.csv', daily(120, wave));
const quick = ['--model', 'linear', '--horizon', '3', '--windows', '4', '--levels', '80'];
const network = ['--model', 'rnn', '--horizon', '3', '--hidden', '4', '--epochs', '2'];

/** Runs with `--json` and checks what the command prints against a shape of the contract. */
function document<T>(args: readonly string[], shape: z.ZodType<T>): T {
  const { stdout, stderr, exitCode } = gatecast([...args, '--json']);
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  return shape.parse(JSON.parse(stdout));
}

const common = (command: string) => ({
  gatecast: z.string().regex(/^\d+\.\d+\.\d+/),
  command: z.literal(command),
  warnings: z.array(z.string()),
});

const time = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?/);
const cell = z.union([z.string(), z.number()]).nullable();
const scores = z.array(
  z
    .object({ model: z.string(), id: z.string().nullable(), network: z.boolean() })
    .catchall(z.union([z.number(), z.string()]).nullable()),
);
const composition = z.array(z.object({ model: z.string(), share: z.number() }));
const comparisons = z.array(
  z.object({
    model: z.string(),
    against: z.string(),
    skill: z.number().nullable(),
    pValue: z.number().nullable(),
  }),
);
const backtest = { horizon: z.number(), windows: z.number(), models: z.array(z.string()) };

describe('JSON documents', () => {
  it('inspect tells first and last in time order also where series end at different times', () => {
    const long = put(
      folder,
      'long.csv',
      'id,date,y\na,2024-01-02,1\na,2024-01-03,2\nb,2024-01-01,3\nb,2024-01-02,4\n',
    );
    const { stdout } = gatecast(['inspect', long, '--id', 'id', '--target', 'y', '--json']);
    const { time, columns } = JSON.parse(stdout);
    expect(time).toMatchObject({ first: '2024-01-01', last: '2024-01-03' });
    expect(columns[2]).toMatchObject({ name: 'y', first: 3, last: 2 });
  });

  it('inspect of two files of one kind tells each guess once', () => {
    const files = ['a.csv', 'b.csv'].map((name) => put(folder, name, daily(60, wave)));
    const { stdout } = gatecast(['inspect', ...files, '--format', 'table']);
    const table = stdout.slice(stdout.indexOf('Guesses'));
    expect(table.match(/^delimiter /gm)).toHaveLength(1);
    const again = stdout.slice(
      stdout.indexOf('to read it exactly'),
      stdout.indexOf('Overview of', 20),
    );
    expect(again.match(/--delimiter/g)).toHaveLength(1);
  });

  it('inspect tells dialect, columns, frequency, series and findings', () => {
    const shape = z.object({
      ...common('inspect'),
      file: z.string(),
      encoding: z.string(),
      delimiter: z.string(),
      decimal: z.string(),
      header: z.boolean(),
      rows: z.number(),
      time: z.object({
        column: z.string().nullable(),
        first: time,
        last: time,
        format: z.string(),
        timezone: z.string().nullable(),
      }),
      freq: z.string().nullable(),
      order: z.enum(['ascending', 'descending', 'unordered']),
      series: z.array(
        z.object({
          id: z.string(),
          rows: z.number(),
          first: time,
          last: time,
          gaps: z.number(),
          duplicates: z.number(),
        }),
      ),
      columns: z.array(
        z.object({
          name: z.string(),
          role: z.string(),
          type: z.string(),
          missing: z.number(),
          first: cell,
          last: cell,
          sum: z.number().nullable(),
          min: z.number().nullable(),
          max: z.number().nullable(),
        }),
      ),
    });
    const found = document(['inspect', 'fixtures/seattle-weather.csv'], shape);
    expect(found).toMatchObject({ rows: 1461, freq: 'D', delimiter: ',', header: true });
    expect(found.series).toHaveLength(1);
    expect(found.columns.find(({ name }) => name === 'temp_max')).toMatchObject({
      type: 'number',
      missing: 0,
      first: 12.8,
      last: 5.6,
    });
  });

  it('train tells windows, parameters, and the history of the training', () => {
    const output = join(folder, 'train.gatecast');
    const shape = z.object({
      ...common('train'),
      model: z.literal('rnn'),
      series: z.literal(1),
      windows: z.object({ train: z.number().positive(), validation: z.number().positive() }),
      parameters: z.number().positive(),
      training: z.object({
        epochs: z.number(),
        steps: z.number(),
        seconds: z.number().positive(),
        windowsPerSecond: z.number(),
        threads: z.literal(1),
        bestEpoch: z.number(),
        history: z.array(
          z.object({
            epoch: z.number(),
            loss: z.number(),
            validationLoss: z.number().nullable(),
          }),
        ),
      }),
      output: z.literal(output),
    });
    const args = ['train', file, ...network, '--threads', '1', '--output', output];
    const { training } = document(args, shape);
    expect(training.history.length).toBeGreaterThan(0);
    expect(training.bestEpoch).toBeLessThanOrEqual(training.epochs);
  });

  it('backtest tells scores of the model and of both baselines, and comparisons', () => {
    const shape = z.object({ ...common('backtest'), ...backtest, scores, comparisons });
    const found = document(['backtest', file, ...quick, '--metric', 'mae'], shape);
    expect(found).toMatchObject({ horizon: 3, windows: 4 });
    expect(found.models).toEqual(expect.arrayContaining(['naive', 'seasonal-naive', 'linear']));
    expect(found.scores.map(({ model }) => model)).toEqual(found.models);
    for (const score of found.scores) expect(score.mae).toBeTypeOf('number');
    expect(found.comparisons.map(({ model }) => model)).toContain('linear');
  });

  it('forecast adds the forecasts to the keys of backtest', () => {
    const forecasts = z.array(
      z.object({
        id: z.string(),
        time,
        model: z.string(),
        forecast: z.number(),
        lo_80: z.number(),
        hi_80: z.number(),
      }),
    );
    const shape = z.object({
      ...common('forecast'),
      ...backtest,
      scores,
      comparisons,
      forecasts,
      composition,
    });
    const found = document(['forecast', file, ...quick], shape);
    expect(found.forecasts.map((row) => row.time)).toEqual([
      '2020-04-30',
      '2020-05-01',
      '2020-05-02',
    ]);
    for (const row of found.forecasts) {
      expect(row.lo_80).toBeLessThanOrEqual(row.forecast);
      expect(row.hi_80).toBeGreaterThanOrEqual(row.forecast);
    }
  });

  it('scores of several series stand under their ids, and over all under null', () => {
    const other = put(folder, 'returns.csv', daily(120, wave));
    const shape = z.object({ ...common('backtest'), ...backtest, scores, comparisons });
    const found = document(['backtest', file, other, ...quick], shape);
    const ids = new Set(found.scores.map(({ id }) => id));
    expect([...ids].sort()).toEqual([null, 'returns', 'sales'].sort());
  });

  it('models lists every registry', () => {
    const entries = z.array(z.object({ name: z.string(), summary: z.string() })).nonempty();
    document(
      ['models'],
      z.object({ ...common('models'), models: entries, normalizers: entries, metrics: entries }),
    );
  });

  it('models with a name shows the entries of that name, with their options', () => {
    const options = z.object({ hidden: z.object({ help: z.string() }).loose() }).loose();
    const entry = z.object({ name: z.literal('gru'), options });
    document(
      ['models', 'gru'],
      z.object({ ...common('models'), models: z.tuple([entry]) }).loose(),
    );
  });

  it('skipped series end with exit 3 and are named', () => {
    const short = put(folder, 'short.csv', daily(4, wave));
    for (const args of [
      ['forecast', ...quick],
      ['train', '-m', 'linear', '-n', '3', '-o', join(folder, 'skips.gatecast')],
    ]) {
      const { stdout, exitCode } = gatecast([...args, file, short, '--json']);
      expect(exitCode).toBe(3);
      expect(JSON.parse(stdout).skipped).toEqual(['short']);
    }
  });

  it('short series are named, end with exit 3, and leave the others their intervals', () => {
    const short = put(folder, 'tiny.csv', daily(3, wave));
    const files = [file, put(folder, 'twin.csv', daily(90, wave)), short];
    const { stdout, exitCode } = gatecast(['forecast', ...files, ...quick, '--json']);
    expect(exitCode).toBe(3);
    const { forecasts, warnings } = JSON.parse(stdout);
    expect(warnings.join()).toMatch(/"tiny" is left out of the backtest: 3 rows/);
    for (const row of forecasts) expect(row.lo_80).toBeLessThan(row.hi_80);

    const model = join(folder, 'short.gatecast');
    const trained = gatecast([
      'train',
      ...files,
      ...['--horizon', '3'],
      '-m',
      'gru',
      '--epochs',
      '1',
      '-o',
      model,
    ]);
    expect(trained.exitCode).toBe(3);
    expect(trained.stderr).toMatch(/note: gru: not trained on "tiny": too short/);
  });
});
