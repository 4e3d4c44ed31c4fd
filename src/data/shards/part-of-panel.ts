import { dataError } from '../../errors.js';
import { shellWord } from '../../shell-word.js';
import type { Source } from '../bytes/source.js';
import { ID_JOINT } from '../cells/column-index.js';
import type { Series } from '../panel/panel.js';
import type { ReadingOptions } from '../reading.js';
import type { Group } from '../series/group-rows.js';
import type { Understanding } from '../understanding.js';
import type { FileChoice, SeriesChoice } from './choose-series.js';
import { parquetPart } from './parquet-rows.js';
import { idNames } from './table-ids.js';

/** Whether only some of the series are asked for. */
export const asksForPart = ({ shard, sample }: ReadingOptions): boolean =>
  shard !== undefined || sample !== undefined;

/** What is read of one file. */
export interface FilePart {
  /** Its position among the files. */
  readonly file: number;
  readonly choice: FileChoice;
  /** Ids that are read whatever their hash. */
  readonly named: ReadonlySet<string>;
}

/** A source with the rows that are read, as far as it can leave others out by itself. */
export async function partOf(
  source: Source,
  part: FilePart | null,
  { shard }: ReadingOptions,
): Promise<{ readonly source: Source; readonly places: ReadonlyMap<string, number> | null }> {
  if (!part?.choice.filter || source.parquet === undefined) return { source, places: null };
  return parquetPart(source, source.parquet, part.choice.ids, part.named, shard);
}

/** More lines than any file has. */
const LINES = 2 ** 36;

/**
 * Says of each series where it begins in the input, so that parts can be put together again.
 * @param firstRows - of each series, where the rows that were read do not tell it
 */
export function withPlaces(
  series: readonly Series[],
  groups: readonly Group[],
  { table }: Understanding,
  { choice: { filter }, file }: FilePart,
  firstRows: ReadonlyMap<string, number> | null,
): Series[] {
  const places = new Map(
    groups.map(({ id, rows }, at) => [
      id,
      firstRows?.get(id) ??
        (filter ? table.lineOf(rows.reduce((least, row) => Math.min(least, row))) : at),
    ]),
  );
  return series.map((one) => ({ ...one, place: file * LINES + places.get(one.id)! }));
}

/** @throws UserError (exit 4) where the whole of a file has other ids than its beginning */
export function requireSameIds(known: Understanding, { ids }: FileChoice): void {
  const found = idNames(known);
  if (found.join(ID_JOINT) === ids.join(ID_JOINT)) return;
  const named = (names: readonly string[]) =>
    names.length === 0 ? 'no id column' : `the id "${names.join(ID_JOINT)}"`;
  const name = found.length > 0 ? found : ids;
  throw dataError(
    `${known.table.file} has ${named(ids)} by its beginning and ${named(found)} by all of its rows`,
    `name the column: --id ${shellWord(name.join(ID_JOINT))}`,
  );
}

/** @throws UserError (exit 4) for an id that is read otherwise than it stands in its rows */
export function onlyChosen(
  series: readonly Series[],
  { keeps, files }: SeriesChoice,
): readonly Series[] {
  const kept = series.filter(({ id }) => keeps(id));
  const lost = series.find(({ id }) => !keeps(id));
  if (lost && files.every(({ filter, read }) => filter || !read)) {
    throw dataError(
      `the id "${lost.id}" is not written as it is read, so that no shard would have it`,
      'write it another way, with a letter in front for instance',
    );
  }
  return kept;
}
