import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatecast } from './gatecast.js';
import { daily, put, wave } from './samples.js';
import { shortFixtures } from './short-fixtures.js';

/** What examples take for granted: the fixtures, a CSV of the reader's own, a store that serves it. */
export function exampleFiles(folder: string): void {
  shortFixtures(folder);
  put(folder, 'visitors.csv', daily(200, wave));
  // The same rows, and what came after.
  put(folder, 'data.csv', daily(203, wave));
  const settings = [
    'model: linear',
    'horizon: 7',
    'store: models',
    'name: visitors',
    'publish: tomorrow.csv',
  ];
  put(folder, 'nightly.yaml', ['files: visitors.csv', ...settings, ''].join('\n'));
  prepare(folder, ['retrain', '--config', 'nightly.yaml']);
  prepare(folder, ['ingest', 'visitors.csv', '--shard', '1/1', '--output', 'parts/']);
  // Only networks can be exported.
  const network = ['--model', 'gru', '--hidden', '4', '--epochs', '1', '--horizon', '5'];
  const close = ['fixtures/sp500-2000.csv', '--target', 'close', '--output', 'close.gatecast'];
  prepare(folder, ['train', ...close, ...network]);
  // The example of train makes another model of that name.
  copyFileSync(join(folder, 'close.gatecast'), join(folder, 'gru.gatecast'));
}

function prepare(folder: string, args: readonly string[]): void {
  const { stderr, exitCode } = gatecast(args, { cwd: folder });
  // 3: what was trained does not beat the baselines; it serves all the same when nothing else does.
  if (exitCode !== 0 && exitCode !== 3) throw new Error(stderr);
}
