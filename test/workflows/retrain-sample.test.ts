import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { retrainJob } from '../../src/cli/retrain-job.js';
import { decides } from '../../src/data/panel/reference.js';
import { readNight } from '../../src/workflows/retrain/night.js';
import { date, jobOn } from './nights.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatecast-sample-night-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('a night with a sample reads and judges the series of the sample, which decide for it', async () => {
  const lines = Array.from({ length: 520 }, (_, id) =>
    [0, 1, 2, 3].map((n) => `${date(n)},shop-${id},${id + n}.5`),
  );
  await writeFile(join(folder, 'data.csv'), `date,shop,visitors\n${lines.flat().join('\n')}\n`);
  const reading = {
    time: 'date',
    target: ['visitors'],
    id: 'shop',
    sample: { count: 30, seed: 1 },
  };
  const job = jobOn(folder, 4, {
    reading,
    modelling: { ...jobOn(folder, 4).modelling, options: {} },
  });
  const { panel } = (await readNight(job, null, {})).reading;
  expect(panel.series).toHaveLength(30);
  expect(panel.series.every(decides)).toBe(true);
});

it('does not publish a sample as if it were all', () => {
  const flags = { store: 'models', name: 'shops', sample: 30, publish: ['forecast.csv'] };
  expect(() =>
    retrainJob(['data.csv'], flags as Parameters<typeof retrainJob>[1], '0.0.0', ''),
  ).toThrow('--publish beside --sample');
});
