import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../../src/store/atomic.js';
import type { RetrainJob } from '../../src/workflows/retrain/job.js';
import { wavy } from '../models/panels.js';

const DAY = 86_400_000;
export const FIRST = Date.UTC(2025, 0, 1);
const VALUES = wavy(800, 7, 3);

/** The n-th date of the data, and the night after it. */
export const date = (n: number) => new Date(FIRST + n * DAY).toISOString().slice(0, 10);
export const nightAfter = (n: number) => new Date(FIRST + (n + 1) * DAY + 2 * 3_600_000);

/** `rows` days of a weekly pattern as CSV. */
export function csv(rows: number, value = (n: number) => VALUES[n]!): string {
  const lines = Array.from({ length: rows }, (_, n) => `${date(n)},${value(n).toFixed(3)}`);
  return `date,visitors\n${lines.join('\n')}\n`;
}

/** Writes the data of a night and gives the job that a crontab would start. */
export async function night(
  folder: string,
  rows: number,
  change: Partial<RetrainJob> = {},
): Promise<RetrainJob> {
  const data = join(folder, 'data.csv');
  await writeFile(data, csv(rows));
  return jobOn(folder, rows, change);
}

/** The job of the night after the `rows`-th day, on whatever data there are. */
export function jobOn(folder: string, rows: number, change: Partial<RetrainJob> = {}): RetrainJob {
  const output = join(folder, 'forecast.csv');
  return {
    store: join(folder, 'store'),
    name: 'visitors',
    lockTimeout: 0,
    files: [join(folder, 'data.csv')],
    reading: { time: 'date', target: ['visitors'] },
    modelling: {
      models: ['linear'],
      horizon: 3,
      season: 7,
      levels: [80],
      options: { lookback: 28 },
      engine: { name: 'wasm', threads: 1 },
    },
    plan: { windows: 5 },
    maxAge: null,
    severities: new Map(),
    gates: { minSkill: 0, minGain: 0, significance: 0.05, fallback: true },
    retention: { last: 3 },
    keepRuns: 1000,
    warm: false,
    force: false,
    outputs: [output],
    publish: async ({ version, forecasts }) => {
      const text = `${version} ${[...forecasts[0]!.forecast.point].join(' ')}\n`;
      await writeFileAtomic(output, text);
      const sha256 = createHash('sha256')
        .update(await readFile(output))
        .digest('hex');
      return [{ path: output, sha256 }];
    },
    version: '0.1.0',
    clock: () => 0,
    now: nightAfter(rows - 1),
    ...change,
  };
}
