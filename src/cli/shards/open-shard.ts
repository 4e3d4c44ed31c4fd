import { stat } from 'node:fs/promises';
import { placeOf } from '../../data/bytes/demo-series.js';
import { expandFiles } from '../../data/bytes/expand-files.js';
import type { Shard } from '../../data/panel/shard.js';
import { usageError } from '../../errors.js';
import { fingerprint } from '../../store/shards/inputs.js';
import { readSidecar, sidecarOf } from '../../store/shards/sidecar.js';
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
  given: readonly string[],
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
  const trained = await trainingOf(flags.model, shard);
  const files = trained === null ? read : read.filter((path) => path !== flags.model);
  const paths = given.includes('-') ? [] : (await expandFiles(given)).map(placeOf);
  const inputs = await fingerprint([...paths, ...files]);
  const { version: gatecast, command } = run;
  return new ShardRun(
    {
      ...{ gatecast, command, shard, inputs },
      settings: { ...settingsOf(flags, read), ...(trained === null ? {} : { model: trained }) },
    },
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

/**
 * What a model was trained with that was trained on this very part: alike in all parts, as the models are
 * not. Null for any other model.
 * @throws UserError (exit 2) for the model of another part
 */
async function trainingOf(model: unknown, { index, count }: Shard): Promise<string | null> {
  if (typeof model !== 'string') return null;
  const found = await readSidecar(sidecarOf(model)).catch(() => null);
  if (found?.command !== 'train') return null;
  const { shard, settings, inputs, decisions } = found;
  if (shard.index !== index || shard.count !== count) {
    throw usageError(
      `${model} was trained on part ${shard.index} of ${shard.count} alone, and knows nothing of part ${index} of ${count}`,
      `serve it with --shard ${shard.index}/${shard.count}`,
    );
  }
  return JSON.stringify([settings, inputs.sha256, decisions]);
}

const isFile = (path: string) =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
