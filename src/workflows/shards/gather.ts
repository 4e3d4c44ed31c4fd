import { join, resolve } from 'node:path';
import { dataError, usageError } from '../../errors.js';
import { writeFileAtomic } from '../../store/atomic.js';
import { collectShards, type FoundShard } from '../../store/shards/collect.js';
import { mergedText } from '../../store/shards/merge.js';
import { SHARD_FLAGS, type ShardFlag } from '../../store/shards/sidecar.js';
import type { Observer } from '../workflow.js';
import { gatheredAnomalies } from './gather-anomalies.js';
import { gatheredScores } from './gather-scores.js';

export interface GatherJob {
  readonly folder: string;
  /** Where the rows go that the parts have written under the same flags. */
  readonly files: Partial<Record<ShardFlag, string>>;
}

export interface GatherOutcome {
  readonly parts: number;
  readonly command: string;
  readonly series: number;
  readonly skipped: readonly string[];
  readonly files: readonly { readonly flag: ShardFlag; readonly path: string }[];
  /** The worst of the parts: 3 where series were skipped. */
  readonly exitCode: number;
}

/**
 * Puts the shards of a folder together, as a stream, into the files that one machine would have written.
 * @throws UserError (exit 4) where they are not all there, once each and alike, (exit 2) for a file that
 *   the shards have not written
 */
export async function runGatherJob(job: GatherJob, observer: Observer): Promise<GatherOutcome> {
  observer.step?.(`looking through ${job.folder}`);
  const parts = await collectShards(job.folder);
  const { shard: first } = parts[0]!;
  if (first.command === 'train') {
    throw usageError(
      `the parts in ${job.folder} are models, which are not put together`,
      'serve each part with its own: gatecast predict … --shard K/N --model ITS.gatecast',
    );
  }
  const flags = first.files.map(({ flag }) => flag);
  const asked = SHARD_FLAGS.filter((flag) => job.files[flag] !== undefined);
  const absent = asked.find((flag) => !flags.includes(flag));
  if (absent !== undefined) {
    throw usageError(
      `--${absent}: the parts in ${job.folder} were written without it`,
      `there is ${flags.map((flag) => `--${flag}`).join(' and ')}`,
    );
  }
  for (const flag of asked) refuseOwnFile(job.files[flag]!, parts);
  const files: GatherOutcome['files'][number][] = [];
  for (const flag of asked) {
    const path = job.files[flag]!;
    observer.step?.(`writing ${path}`);
    await writeFileAtomic(path, gathered(parts, flag));
    files.push({ flag, path });
  }
  const failed = parts.find(({ shard }) => ![0, 3].includes(shard.exitCode));
  if (failed) throw dataError(`${failed.path} tells of a run that failed`, 'run it again');
  return {
    parts: parts.length,
    command: first.command,
    series: parts.reduce((sum, { shard }) => sum + shard.series, 0),
    skipped: parts.flatMap(({ shard }) => shard.skipped),
    files,
    exitCode: Math.max(...parts.map(({ shard }) => shard.exitCode)),
  };
}

/** What the parts have written under a flag, as one text. */
function gathered(parts: readonly FoundShard[], flag: ShardFlag) {
  const { command, scores } = parts[0]!.shard;
  if (flag === 'output' && scores !== null) return gatheredScores(parts);
  if (command === 'anomalies') return gatheredAnomalies(parts);
  return mergedText(parts, flag);
}

/** What is read must not be written over. */
function refuseOwnFile(path: string, parts: readonly FoundShard[]): void {
  const own = parts.flatMap(({ path: sidecar, folder, shard }) => [
    sidecar,
    ...shard.files.map(({ name }) => join(folder, name)),
  ]);
  if (!own.some((each) => resolve(each) === resolve(path))) return;
  throw usageError(`${path} is a file of one of the parts`, 'give the whole another name');
}
