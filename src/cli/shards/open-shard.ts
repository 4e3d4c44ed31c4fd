import { stat } from 'node:fs/promises';
import { placeOf } from '../../data/bytes/demo-series.js';
import { expandFiles } from '../../data/bytes/expand-files.js';
import { usageError } from '../../errors.js';
import { fingerprint } from '../../store/shards/inputs.js';
import { formatOf } from '../output-files.js';
import type { ShardRunFlags } from './output-names.js';
import { ShardRun } from './shard-run.js';

/** Flags that change nothing of what comes out. */
const WITHOUT_EFFECT = new Set([
  'shard',
  'resume',
  'output',
  'forecasts',
  'json',
  'quiet',
  'verbose',
  'color',
  'config',
  'threads',
  'chart',
  'ascii',
  'chart-file',
  'report',
  'format',
  'open',
  'watch',
]);

/** What a shard is run for; null without --shard. @throws UserError (exit 2) for flags that do not fit */
export async function openShard(
  run: { readonly version: string; readonly command: string },
  files: readonly string[],
  flags: ShardRunFlags & Readonly<Record<string, unknown>>,
): Promise<ShardRun | null> {
  const { shard, resume, output, forecasts, format } = flags;
  if (shard === undefined) {
    if (resume === true) throw usageError('--resume is for --shard', 'leave it out');
    return null;
  }
  if (resume === true && output === undefined && forecasts === undefined) {
    throw usageError('--resume: without --output nothing is kept', 'give --output FOLDER/');
  }
  if (flags.fitted !== undefined) {
    throw usageError(
      '--fitted: the parts of a panel are not put together again for it',
      'leave out --fitted or --shard',
    );
  }
  const written = format ?? (output === undefined ? 'csv' : (formatOf(output) ?? 'csv'));
  if (written !== 'csv') {
    throw usageError(
      `--shard: a part is written as CSV, not as ${written}`,
      'end the output with .csv; gather puts the parts together',
    );
  }
  const beside = ['model', 'future-file', 'holidays'].flatMap((name) => {
    const value = flags[name];
    return typeof value === 'string' ? [value] : [];
  });
  const read: string[] = [];
  for (const path of beside) if (await isFile(path)) read.push(path);
  const paths = files.includes('-') ? [] : (await expandFiles(files)).map(placeOf);
  const inputs = await fingerprint([...paths, ...read]);
  const { version: gatecast, command } = run;
  return new ShardRun(
    { gatecast, command, shard, settings: settingsOf(flags, read), inputs },
    flags,
  );
}

/** The flags that have an effect; files stand among the inputs, by their contents. */
function settingsOf(
  flags: Readonly<Record<string, unknown>>,
  files: readonly string[],
): Record<string, string> {
  const entries = Object.entries(flags).filter(
    ([name, value]) =>
      value !== undefined && !WITHOUT_EFFECT.has(name) && !files.includes(String(value)),
  );
  return Object.fromEntries(
    entries
      .map(([name, value]) => [name, JSON.stringify(value)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const isFile = (path: string) =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
