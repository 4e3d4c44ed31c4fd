import { type Condition, parquetText, parquetValues } from '../bytes/parquet.js';
import type { Source } from '../bytes/source.js';
import { ID_JOINT } from '../cells/column-index.js';
import { HASH_DIGITS, type Shard } from '../panel/shard.js';

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** In SQL, the id that the cells of a row make together. */
const idOf =
  (names: readonly string[]): Condition =>
  (column) =>
    `trim(${names.map((name) => `trim(${column(name)})`).join(` || ${literal(ID_JOINT)} || `)})`;

/** In SQL, whether a row is of a series that is read. */
function isRead(
  names: readonly string[],
  ids: ReadonlySet<string>,
  shard: Shard | undefined,
): Condition {
  return (column) => {
    const id = idOf(names)(column);
    const list = `${id} IN (${[...ids].map(literal).join(', ')})`;
    if (shard === undefined) return list;
    const hash = `('0x' || substr(sha256(${id}), 1, ${HASH_DIGITS}))::BIGINT`;
    return `(${hash} % ${shard.count} = ${shard.index - 1} OR ${list})`;
  };
}

/** The ids of a Parquet file, each once. */
export const parquetIds = (path: string, names: readonly string[]) =>
  parquetValues(path, idOf(names));

/** The source with these series alone, and the first row of each of them. */
export async function parquetPart(
  source: Source,
  path: string,
  names: readonly string[],
  ids: ReadonlySet<string>,
  shard: Shard | undefined,
): Promise<{ readonly source: Source; readonly places: ReadonlyMap<string, number> }> {
  const only = isRead(names, ids, shard);
  const places = new Map<string, number>();
  for await (const { value, row } of parquetValues(path, idOf(names), only)) places.set(value, row);
  return { source: { ...source, bytes: parquetText(path, undefined, only) }, places };
}
