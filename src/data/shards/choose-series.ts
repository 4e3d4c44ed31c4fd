import { usageError } from '../../errors.js';
import { openFile } from '../bytes/open-file.js';
import type { Source } from '../bytes/source.js';
import { withDefaults } from '../limits.js';
import { SmallestIds } from '../panel/reference.js';
import { sampleOf } from '../panel/sample.js';
import { isInShard } from '../panel/shard.js';
import type { ReadingLimits, ReadingOptions } from '../reading.js';
import { readTable } from '../rows/read-table.js';
import type { RowFilter } from '../rows/row-filter.js';
import { parquetIds } from './parquet-rows.js';
import { idNames, idsOf, rowIdColumns, understood } from './table-ids.js';

/** What is read of a file. */
export interface FileChoice {
  /** False where none of its series is asked for. */
  readonly read: boolean;
  /** The rows that are read, where each says whose it is. */
  readonly filter?: RowFilter;
  /** What tells its series apart by its beginning. */
  readonly ids: readonly string[];
}

/** What is read of the files of a panel of which not all series are asked for. */
export interface SeriesChoice {
  readonly files: readonly FileChoice[];
  /** The ids that are kept whatever their hash. */
  readonly named: ReadonlySet<string>;
  keeps(id: string): boolean;
}

/** Bytes of a file that tell which of its columns is the id. */
const HEAD = 1024 * 1024;

interface Scouted {
  /** Columns whose cells are the ids; null where rows do not say whose they are. */
  readonly columns: readonly number[] | null;
  readonly ids: readonly string[];
}

/**
 * Goes through files once, keeping nothing but the ids that decide, to say which rows the next reading
 * takes: those of the series asked for, and of the series that decide for the whole panel.
 * @param names - what the series of files without an id column are called; null for one file alone
 * @throws UserError (exit 2) for standard input, which cannot be read twice
 */
export async function chooseSeries(
  paths: readonly string[],
  names: readonly string[] | null,
  asked: ReadingOptions,
): Promise<SeriesChoice> {
  if (paths.includes('-')) {
    throw usageError(
      'part of a panel cannot be read from a pipe, because that takes two passes',
      'write the rows to a file and name it',
    );
  }
  const limits = withDefaults(asked.limits);
  const reference = new SmallestIds();
  const sample = asked.sample ? sampleOf(asked.sample) : null;
  const add = (id: string) => {
    reference.add(id);
    sample?.add(id);
  };
  const scouted: Scouted[] = [];
  for (const [i, path] of paths.entries())
    scouted.push(await scout(path, names?.[i] ?? null, asked, limits, add));
  const named = new Set([...reference.ids(), ...(sample?.ids() ?? [])]);
  const { shard } = asked;
  const keeps = (id: string) => named.has(id) || (shard !== undefined && isInShard(id, shard));
  const files = scouted.map(({ columns, ids }, i): FileChoice => {
    // The first file gives the panel its form.
    if (columns === null)
      return { read: i === 0 || ids.length > 0 || names === null || keeps(names[i]!), ids };
    return { read: true, filter: { columns, keeps: remembered(keeps) }, ids };
  });
  return { files, named, keeps };
}

/** Rows of one series mostly stand together. */
function remembered(keeps: (id: string) => boolean): (id: string) => boolean {
  let last: string | null = null;
  let kept = false;
  return (id) => {
    if (id !== last) kept = keeps(id);
    last = id;
    return kept;
  };
}

async function scout(
  file: string,
  name: string | null,
  asked: ReadingOptions,
  limits: ReadingLimits,
  add: (id: string) => void,
): Promise<Scouted> {
  const { source, options } = await openFile(file, asked, limits);
  const head = headOf(source);
  const table = await readTable(head.source, options, limits);
  const known = understood(name === null ? table : { ...table, stem: name }, options);
  const columns = rowIdColumns(table, known, limits);
  if (columns !== null) {
    const keeps = (id: string) => {
      add(id);
      return false;
    };
    const { parquet } = source;
    if (parquet !== undefined) {
      for await (const { value } of parquetIds(parquet, idNames(known))) add(value);
      return { columns, ids: idNames(known) };
    }
    const again = await openFile(file, asked, limits);
    await readTable(again.source, options, limits, { columns, keeps: remembered(keeps) });
    return { columns, ids: idNames(known) };
  }
  const decided = head.complete() || (name !== null && idNames(known).length === 0);
  const whole = decided ? known : understood(await readAll(file, asked, limits), options);
  for (const id of idsOf(whole, limits)) add(id);
  return { columns: null, ids: idNames(whole) };
}

const readAll = async (file: string, asked: ReadingOptions, limits: ReadingLimits) => {
  const { source, options } = await openFile(file, asked, limits);
  return readTable(source, options, limits);
};

/** The first megabyte of a source, cut at the end of a line. */
function headOf(source: Source) {
  let complete = true;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    let size = 0;
    for await (const chunk of source.bytes) {
      size += chunk.length;
      if (size < HEAD) {
        yield chunk;
        continue;
      }
      complete = false;
      yield chunk.subarray(0, Buffer.from(chunk).lastIndexOf(10) + 1);
      return;
    }
  }
  const { file, stem, dialect } = source;
  const head: Source = { file, stem, bytes: bytes(), ...(dialect ? { dialect } : {}) };
  return { source: head, complete: () => complete };
}
