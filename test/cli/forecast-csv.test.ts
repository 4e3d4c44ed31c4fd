import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatecast } from './gatecast.js';
import { daily, day, put, temporaryFolder, wave } from './samples.js';

const folder = temporaryFolder();
const file = put(folder, 'sales.csv', daily(120, wave, 'Day of sale,units'));
const quick = ['--horizon', '3', '--windows', '4'];

function csv(args: readonly string[]): { header: string; rows: string[][] } {
  const { stdout, exitCode } = gatecast(args);
  expect(exitCode).toBe(0);
  const [header = '', ...lines] = stdout.trimEnd().split('\n');
  return { header, rows: lines.map((line) => line.split(',')) };
}

describe('the forecast as CSV', () => {
  it('has the time column of the user, the forecast, and bounds by ascending level', () => {
    const args = ['forecast', file, '-m', 'linear', ...quick, '--levels', '95,80'];
    const { header, rows } = csv(args);
    expect(header).toBe('Day of sale,forecast,lo_80,hi_80,lo_95,hi_95');
    expect(rows.map(([time]) => time)).toEqual([day(120), day(121), day(122)]);
  });

  it('names the model when there are several', () => {
    const { header, rows } = csv(['forecast', file, '-m', 'linear', '-m', 'mean', ...quick]);
    expect(header).toBe('Day of sale,model,forecast,lo_80,hi_80,lo_95,hi_95');
    expect(rows.map((row) => row[1])).toEqual([
      ...['linear', 'linear', 'linear'],
      ...['mean', 'mean', 'mean'],
    ]);
  });

  it('names the target when there are several', () => {
    const two = put(
      folder,
      'two.csv',
      daily(120, (i) => `${wave(i)},${i % 5}`, 'date,a,b'),
    );
    const args = ['forecast', two, '--target', 'a', '--target', 'b', '-m', 'mean', ...quick];
    const { header, rows } = csv(args);
    expect(header).toBe('date,target,forecast,lo_80,hi_80,lo_95,hi_95');
    expect(rows.map((row) => row[1])).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
  });

  it('begins with the id column where there is one, in the date format of the user', () => {
    const lines = ['shop', 'nord,süd'].flatMap((shop) =>
      Array.from({ length: 80 }, (_, i) => {
        const [year, month, date] = day(i).split('-');
        return `"${shop}";${date}.${month}.${year};${wave(i)}`;
      }),
    );
    const long = put(folder, 'long.csv', `shop;Tag;wert\n${lines.join('\n')}\n`);
    const args = ['forecast', long, '--id', 'shop', '-m', 'mean', ...quick, '--levels', '80'];
    const { stdout } = gatecast(args);
    const [header, first] = stdout.split('\n');
    expect(header).toBe('shop,Tag,forecast,lo_80,hi_80');
    expect(first).toMatch(/^shop,21\.03\.2020,/);
    expect(stdout).toContain('\n"nord,süd",21.03.2020,');
  });

  it('writes numbers as the shortest plain decimals that read back to the same value', () => {
    const tiny = put(
      folder,
      'tiny.csv',
      daily(120, (i) => `0.00000000${1 + (i % 7)}`),
    );
    const { rows } = csv(['forecast', tiny, '-m', 'seasonal-naive', ...quick]);
    for (const cell of rows.flatMap((row) => row.slice(1))) {
      expect(cell).toMatch(/^-?\d+(\.\d+)?$/);
      expect(cell).not.toMatch(/\.\d*0$/);
    }
    expect(rows.map((row) => row[1])).toEqual(['0.000000002', '0.000000003', '0.000000004']);
  });

  it('gives the same numbers as the JSON document', () => {
    const args = ['forecast', file, '-m', 'linear', ...quick];
    const { rows } = csv(args);
    const { forecasts } = JSON.parse(gatecast([...args, '--json']).stdout);
    expect(rows.map((row) => Number(row[1]))).toEqual(
      forecasts.map((row: { forecast: number }) => row.forecast),
    );
  });

  it('--forecasts writes every forecast of the backtest with its cutoff and step', () => {
    const path = join(folder, 'rows.csv');
    const args = ['backtest', file, '-m', 'linear', ...quick, '--levels', '80'];
    expect(gatecast([...args, '--forecasts', path]).exitCode).toBe(0);
    const [header, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(header).toBe('Day of sale,cutoff,step,model,actual,forecast,lo_80,hi_80');
    // 3 models (two of them the baselines), 4 cutoffs, 3 steps
    expect(lines).toHaveLength(3 * 4 * 3);
    for (const line of lines) {
      const [time, cutoff, step, , actual] = line.split(',');
      const ahead = (Date.parse(time ?? '') - Date.parse(cutoff ?? '')) / 86_400_000;
      expect(ahead).toBe(Number(step));
      expect(Number(actual)).toBeGreaterThan(0);
    }
  });
});
