import { basename } from 'node:path';
import { dataError } from '../../errors.js';
import {
  count,
  finite,
  jsonOf,
  listOf,
  mapOf,
  object,
  oneOf,
  orElse,
  orNull,
  ShapeError,
  text,
  type Validator,
  whole,
} from '../../models/shape.js';
import { writeFileAtomic } from '../atomic.js';
import { disk, hasCode } from '../disk.js';
import { readProblem } from '../store-problem.js';

/** The files that a shard may write, by the flag that names them. */
export const SHARD_FLAGS = ['output', 'forecasts'] as const;
export type ShardFlag = (typeof SHARD_FLAGS)[number];

/** A file of a shard: a header and blocks of rows, one block a series (and model). */
export interface ShardFile {
  readonly flag: ShardFlag;
  /** In the folder of the sidecar. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Bytes of the header. */
  readonly header: number;
  /**
   * Three numbers a block: the section of the whole file that it stands in, the place of its series in the
   * input, its bytes. Ascending by section and place.
   */
  readonly blocks: readonly number[];
}

/** The files that were read: enough to tell other files from the same ones on another machine. */
export interface ShardInputs {
  readonly names: readonly string[];
  readonly bytes: number;
  /** Of names, sizes, and the beginnings and ends of all files. */
  readonly sha256: string;
  /** Of the times of their last change, which a copy does not keep. */
  readonly modified: string;
}

/** What lies beside the output of a shard (`7.csv.shard.json`) and tells what it is. */
export interface Sidecar {
  readonly gatecast: string;
  readonly command: string;
  readonly shard: { readonly index: number; readonly count: number };
  /** The flags that decide what comes out, as JSON texts. */
  readonly settings: { readonly [flag: string]: string };
  readonly inputs: ShardInputs;
  /** What was decided for the whole panel, and how the files were read. */
  readonly decisions: { readonly [what: string]: string };
  readonly series: number;
  /** Ids of series for which something is missing. */
  readonly skipped: readonly string[];
  readonly exitCode: number;
  readonly files: readonly ShardFile[];
  /** JSON of what scores are made of; null where nothing was scored. */
  readonly scores: string | null;
}

const FORMAT = 1;
const ENDING = '.shard.json';

export const sidecarOf = (output: string): string => `${output}${ENDING}`;
export const isSidecar = (name: string): boolean => name.endsWith(ENDING);

const file: Validator<ShardFile> = object<ShardFile>({
  flag: oneOf(SHARD_FLAGS),
  name: text,
  bytes: count,
  sha256: text,
  header: count,
  blocks: listOf(count),
});

const sidecar: Validator<Sidecar> = object<Sidecar>({
  gatecast: text,
  command: text,
  shard: object({ index: whole(1, 1e6), count: whole(1, 1e6) }),
  settings: mapOf(text),
  inputs: object<ShardInputs>({
    names: listOf(text),
    bytes: finite,
    sha256: text,
    modified: text,
  }),
  decisions: mapOf(text),
  series: count,
  skipped: listOf(text),
  exitCode: count,
  files: listOf(file),
  scores: orElse(orNull(text), null),
});
const document = jsonOf(object({ format: whole(1, FORMAT), shard: sidecar }));

/** The sidecar at a path, or null when there is none. @throws UserError (exit 4) when it is damaged */
export async function readSidecar(path: string): Promise<Sidecar | null> {
  let contents: string;
  try {
    contents = await disk.readFile(path, { encoding: 'utf8' });
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw readProblem(path, error);
  }
  try {
    const { shard } = document(contents, 'the document');
    const stray = shard.files.find(({ name }) => name === '' || basename(name) !== name);
    if (stray) throw new ShapeError(`"${stray.name}" is no file of this folder`);
    return shard;
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw dataError(
      `${path} does not tell what its shard is: ${error.message}`,
      'run the shard again',
    );
  }
}

export const writeSidecar = (path: string, shard: Sidecar): Promise<void> =>
  writeFileAtomic(path, `${JSON.stringify({ format: FORMAT, shard })}\n`);
