import { resolve } from 'node:path';
import { dataError, usageError } from '../../errors.js';
import type { Dialect } from '../dialect/dialect.js';

const PACKAGE = '@duckdb/node-api';

type Duckdb = typeof import('@duckdb/node-api');

/** How `parquetText` writes. */
export const parquetDialect: Dialect = {
  delimiter: ',',
  blanks: false,
  quote: '"',
  escape: '"',
  comment: null,
  padded: false,
};

/** Rows of a Parquet file, by a condition in SQL on its columns. */
export type Condition = (column: (name: string) => string) => string;

/**
 * A Parquet file as the CSV that it would be, a piece at a time: what reads CSV reads it, with the same
 * result. Instants are written in UTC with a Z, decimals and integers with all their digits, times
 * without a zone as they are, nested values as text.
 * @param only - the rows that are read; DuckDB leaves the others where they are
 * @throws UserError (exit 2) when DuckDB is not installed, (exit 4) when the file is damaged
 */
export async function* parquetText(
  file: string,
  importDuckdb: () => Promise<Duckdb> = () => import('@duckdb/node-api'),
  only?: Condition,
): AsyncGenerator<Uint8Array> {
  const { rows, columns, stream, close } = await openParquet(file, importDuckdb);
  try {
    const cells = columns.map(({ type }, j) => cellOf(`#${j + 1}`, type));
    yield Buffer.from(`${columns.map(({ name }) => quoted(name, '"')).join(',')}\n`);
    const where = only ? ` WHERE ${only((name) => textOf(columns, name))}` : '';
    const line = cells.map((cell) => `coalesce(${cell}, '')`).join(" || ',' || ");
    for await (const [texts] of stream(`SELECT ${line} FROM ${rows}${where}`))
      yield Buffer.from(`${(texts as string[]).join('\n')}\n`);
  } finally {
    close();
  }
}

/**
 * The different values of an expression over the rows of a Parquet file, with the first row (from 0) of
 * each.
 */
export async function* parquetValues(
  file: string,
  value: Condition,
  only?: Condition,
  importDuckdb: () => Promise<Duckdb> = () => import('@duckdb/node-api'),
): AsyncGenerator<{ readonly value: string; readonly row: number }> {
  const { rows, columns, stream, close } = await openParquet(file, importDuckdb, true);
  try {
    const column = (name: string) => textOf(columns, name);
    const where = only ? ` WHERE ${only(column)}` : '';
    const query = `SELECT ${value(column)} AS v, min(file_row_number)::DOUBLE FROM ${rows}${where} GROUP BY v`;
    for await (const [values, first] of stream(query))
      for (const [i, each] of (values as string[]).entries())
        yield { value: each, row: (first as number[])[i]! };
  } finally {
    close();
  }
}

interface ParquetColumn {
  readonly name: string;
  readonly type: string;
}

/** A column's values as text, missing ones empty. */
function textOf(columns: readonly ParquetColumn[], name: string): string {
  if (!columns.some((column) => column.name === name)) throw new Error(`no column "${name}"`);
  return `coalesce(${quoted(name, '"')}::VARCHAR, '')`;
}

/** @param numbered - with a column that says which row it is */
async function openParquet(file: string, importDuckdb: () => Promise<Duckdb>, numbered = false) {
  const { DuckDBInstance } = await importDuckdb().catch((error: unknown) => {
    throw notLoaded(file, error);
  });
  // Nothing is fetched from the network: what is needed is built in.
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  const rows = `read_parquet(${quoted(asPattern(file))}, hive_partitioning = false${numbered ? ', file_row_number = true' : ''})`;
  /** Columns of values, chunk by chunk. */
  async function* stream(query: string): AsyncGenerator<readonly unknown[][]> {
    try {
      const result = await connection.stream(query);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) return;
        yield chunk.getColumns();
      }
    } catch (error) {
      throw notRead(file, error);
    }
  }
  try {
    const form = await connection.stream(`SELECT * FROM ${rows} LIMIT 0`);
    const types = form.columnTypes();
    const columns = form.columnNames().map((name, j) => ({ name, type: String(types[j]) }));
    return { rows, columns, stream, close };
  } catch (error) {
    close();
    throw notRead(file, error);
  }
}

function notRead(file: string, error: unknown) {
  const [reason] = String(error instanceof Error ? error.message : error).split('\n');
  return dataError(
    `${file} cannot be read as Parquet (${reason})`,
    'write the file again, or convert it to CSV',
  );
}

function notLoaded(file: string, error: unknown) {
  const absent = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  const why = absent ? 'is not installed' : `cannot be loaded (${error})`;
  return usageError(
    `${file} is Parquet, and ${PACKAGE}, which reads it, ${why}`,
    `npm install ${PACKAGE} (with -g, if gatecast was installed so), or convert the file to CSV`,
  );
}

/** A cell as text in SQL, quoted where it may hold a delimiter. */
function cellOf(column: string, type: string): string {
  if (type === 'TIMESTAMP WITH TIME ZONE')
    return `make_timestamp(epoch_us(${column}))::VARCHAR || 'Z'`;
  if (isUnquoted.test(type)) return `${column}::VARCHAR`;
  return `'"' || replace(${column}::VARCHAR, '"', '""') || '"'`;
}

const isUnquoted =
  /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DECIMAL\(\d+,\d+\)|FLOAT|DOUBLE|BOOLEAN|DATE|TIME(?:_NS)?|TIMESTAMP(?:_\w+)?)$/;

const quoted = (text: string, quote = "'") => quote + text.replaceAll(quote, quote + quote) + quote;

/** A path that DuckDB takes as it is: a whole one, and its wildcards as characters. */
const asPattern = (file: string) => resolve(file).replace(/[*?[]/g, '[$&]');
