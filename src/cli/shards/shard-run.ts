import { stat } from 'node:fs/promises';
import type { Shard } from '../../data/panel/shard.js';
import { usageError } from '../../errors.js';
import { removeFile } from '../../store/json-file.js';
import { type Recorder, recorded, wholeFile } from '../../store/shards/recorder.js';
import {
  readSidecar,
  SHARD_FLAGS,
  type ShardFlag,
  type Sidecar,
  sidecarOf,
  writeSidecar,
} from '../../store/shards/sidecar.js';
import type { Presentation } from '../present.js';
import { type ShardRunFlags, shardName } from './output-names.js';
import type { ShardParts, ShardResult } from './shard-result.js';

/** What is already known of a run before it begins. */
type Known = Pick<Sidecar, 'gatecast' | 'command' | 'shard' | 'settings' | 'inputs'>;

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
      decisions,
      series,
      skipped,
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
