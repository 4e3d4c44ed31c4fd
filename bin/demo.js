#!/usr/bin/env node
// The main job on real data: a weather series and a stock series, with an HTML report of each.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const jobs = [
  ['fixtures/seattle-weather.csv', '--target', 'temp_max', '--horizon', '14'],
  ['fixtures/sp500-2000.csv', '--target', 'close', '--horizon', '5'],
];

mkdirSync(at('demo-output'), { recursive: true });
for (const [file, ...flags] of jobs) {
  const report = `demo-output/${file.slice('fixtures/'.length, -'.csv'.length)}.html`;
  const args = ['forecast', file, ...flags, '--format', 'table', '--chart', '--chart-file', report];
  console.log(`\n$ gatecast ${args.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, [at('bin/run.js'), ...args], {
    cwd: at('.'),
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  console.log(`\nOpen ${report} in a browser.`);
}
