import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runGatherJob } from '../../../src/workflows/shards/gather.js';
import { bin } from '../gatecast.js';

const version = spawnSync('parallel', ['--version'], { encoding: 'utf8' });
const hasParallel = version.status === 0 && version.stdout.startsWith('GNU parallel');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatecast-parallel-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it.skipIf(!hasParallel)('GNU parallel runs the shards, each knowing which it is', async () => {
  const days = ['01', '02', '03', '04'];
  const rows = ['a', 'b', 'c', 'd', 'e'].flatMap((id) =>
    days.map((day) => `${id},2024-01-${day},${id.charCodeAt(0) + Number(day)}.5`),
  );
  const whole = `id,day,v\n${rows.join('\n')}\n`;
  writeFileSync(join(folder, 'panel.csv'), whole);
  const command = `${process.execPath} ${bin} ingest panel.csv --id id --quiet --shard auto --output parts/`;
  const run = spawnSync('parallel', ['-N0', '-j2', command, ':::', '1', '2'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', HOME: folder, PARALLEL_COUNT: '2' },
  });
  expect(run.status, run.stderr).toBe(0);
  const output = join(folder, 'all.csv');
  await runGatherJob({ folder: join(folder, 'parts'), files: { output } }, {});
  expect(readFileSync(output, 'utf8')).toBe(whole);
});
