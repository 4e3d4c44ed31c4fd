import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Shard } from '../../data/panel/shard.js';
import { writeProblem } from '../../store/write-problem.js';
import type { PresentFlags } from '../output-files.js';

/** The flags that a run of a shard is known by. */
export type ShardRunFlags = PresentFlags & {
  readonly shard?: Shard | undefined;
  readonly resume?: boolean | undefined;
};

/** The name of a shard's file in a folder, so that they stand in order. */
export const shardName = ({ index, count }: Shard): string =>
  `shard-${String(index).padStart(String(count).length, '0')}-of-${count}`;

/** The same flags with files named where a folder was: `parts/` becomes `parts/shard-07-of-64.csv`. */
export async function namedOutputs<F extends ShardRunFlags>(flags: F, ending = '.csv'): Promise<F> {
  const { shard } = flags;
  if (shard === undefined) return flags;
  const inFolder = async (path: string | undefined, own: string) => {
    if (path === undefined || !(path.endsWith('/') || (await isFolder(path)))) return path;
    await mkdir(path, { recursive: true }).catch((error: unknown) => {
      throw writeProblem(path, error);
    });
    return join(path, `${shardName(shard)}${own}`);
  };
  return {
    ...flags,
    output: await inFolder(flags.output, ending),
    forecasts: await inFolder(flags.forecasts, '.forecasts.csv'),
  };
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
