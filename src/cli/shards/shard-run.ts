import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { placeOf } from '../../data/bytes/demo-series.js';
import { expandFiles } from '../../data/bytes/expand-files.js';
import type { Shard } from '../../data/panel/shard.js';
import { usageError } from '../../errors.js';
import { removeFile } from '../../store/json-file.js';
import { fingerprint } from '../../store/shards/inputs.js';
import { type Recorder, recorded, wholeFile } from '../../store/shards/recorder.js';
import {
  readSidecar,
  SHARD_FLAGS,
  type ShardFlag,
  type Sidecar,
  sidecarOf,
  writeSidecar,
} from '../../store/shards/sidecar.js';
import { writeProblem } from '../../store/write-problem.js';
import { formatOf, type PresentFlags } from '../output-files.js';
import type { Presentation } from '../present.js';
import type { ShardParts, ShardResult } from './shard-result.js';

/** The flags that a run of a shard is told by. */
export type ShardRunFlags = PresentFlags & {
  readonly shard?: Shard | undefined;
  readonly resume?: boolean | undefined;
};

/** What is already known of a run before it begins. */
type Known = Pick<Sidecar, 'gatecast' | 'command' | 'shard' | 'settings' | 'inputs'>;

/** Flags that change nothing of what comes out. */
const WITHOUT_EFFECT = new Set([
  ...['shard', 'resume', 'output', 'forecasts', 'json', 'quiet', 'verbose', 'color', 'config'],
  ...['threads', 'chart', 'ascii', 'chart-file', 'report', 'format', 'open'],
]);

/** The name of a shard's file in a folder, so that they stand in order. */
export const shardName = ({ index, count }: Shard): string =>
  `shard-${String(index).padStart(String(count).length, '0')}-of-${count}`;

/** The same flags with files named where a folder was: `parts/` becomes `parts/shard-07-of-64.csv`. */
export async function namedOutputs<F extends ShardRunFlags>(flags: F, ending = '.csv'): Promise<F> {
  const { shard } = flags;
  if (shard === undefined) return flags;
  const inFolder = async (path: string | undefined, ending: string) => {
    if (path === undefined || !(path.endsWith('/') || (await isFolder(path)))) return path;
    await mkdir(path, { recursive: true }).catch((error: unknown) => {
      throw writeProblem(path, error);
    });
    return join(path, `${shardName(shard)}${ending}`);
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

/** A shard at work. */
export class ShardRun {
  readonly shard: Shard;
  private readonly known: Known;
  private readonly flags: ShardRunFlags;
  private readonly recorders: Recorder[] = [];

  constructor(known: Known, flags: ShardRunFlags) {
    this.known = known;
    this.shard = known.shard;
    this.flags = flags;
  }

  /** What is there already of this very run, whole, where it is to be gone on with. */
  async found(): Promise<Sidecar | null> {
    const path = this.path();
    if (path === undefined) return null;
    const found = await readSidecar(sidecarOf(path)).catch(() => null);
    if (found === null) return null;
    this.refuseOthers(path, found);
    const same = this.flags.resume === true && this.isSame(found) && (await this.isWhole(found));
    return same ? found : null;
  }

  /** What a command shows, its files kept book of. */
  presented(presentation: Presentation, { blocks: parts }: ShardParts): Presentation {
    const lines = (flag: ShardFlag): Iterable<string> | undefined => {
      const [path, blocks] = [this.flags[flag], parts[flag]];
      if (path === undefined || blocks === undefined) return undefined;
      const recorder = recorded(flag, path, blocks);
      this.recorders.push(recorder);
      return recorder.lines;
    };
    const main = lines('output');
    const rows = lines('forecasts');
    return {
      ...presentation,
      ...(main ? { lines: main } : {}),
      ...(rows ? { files: [{ path: this.flags.forecasts!, contents: rows }] } : {}),
    };
  }

  /** Before anything is written: what lies there is of an earlier run. */
  async begin(): Promise<void> {
    const path = this.path();
    if (path !== undefined) await removeFile(sidecarOf(path));
  }

  /** Once everything is written: only now it is a shard. */
  async end(
    { decisions, series, skipped, scores, model }: ShardResult,
    exitCode: number,
  ): Promise<void> {
    const path = this.path();
    if (path === undefined) return;
    await writeSidecar(sidecarOf(path), {
      ...this.known,
      ...{ decisions, series, skipped },
      exitCode,
      files: [
        ...this.recorders.map((recorder) => recorder.file()),
        ...(model === undefined ? [] : [await wholeFile('output', model)]),
      ],
      scores: scores === undefined ? null : JSON.stringify(scores),
    });
  }

  /** The file beside which the sidecar lies. */
  private path(): string | undefined {
    return this.flags.output ?? this.flags.forecasts;
  }

  private refuseOthers(output: string, { shard, settings, inputs }: Sidecar): void {
    const { index, count } = this.shard;
    const alike =
      sameMap(settings, this.known.settings) && inputs.sha256 === this.known.inputs.sha256;
    if (!alike || shard.count !== count || shard.index === index) return;
    throw usageError(
      `${output} holds part ${shard.index} of ${count} of this run`,
      `give each part a file of its own: --output FOLDER/ names it ${shardName(this.shard)}.csv`,
    );
  }

  private isSame({ gatecast, command, shard, settings, inputs }: Sidecar): boolean {
    const { known } = this;
    return (
      gatecast === known.gatecast &&
      command === known.command &&
      shard.index === known.shard.index &&
      shard.count === known.shard.count &&
      sameMap(settings, known.settings) &&
      inputs.sha256 === known.inputs.sha256 &&
      inputs.modified === known.inputs.modified
    );
  }

  private async isWhole({ files }: Sidecar): Promise<boolean> {
    for (const flag of SHARD_FLAGS) {
      const path = this.flags[flag];
      const file = files.find((each) => each.flag === flag);
      if ((path === undefined) !== (file === undefined)) return false;
      if (path === undefined || file === undefined) continue;
      const size = await stat(path).then(
        (found) => found.size,
        () => -1,
      );
      if (size !== file.bytes) return false;
    }
    return true;
  }
}

function sameMap(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => a[key] === b[key]);
}

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
