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

/**
 * A Parquet file as the CSV that it would be, a piece at a time: what reads CSV reads it, with the same
 * result. Instants are written in UTC with a Z, decimals and integers with all their digits, times
 * without a zone as they are, nested values as text.
 * @throws UserError (exit 2) when DuckDB is not installed, (exit 4) when the file is damaged
 */
export async function* parquetText(
  file: string,
  importDuckdb: () => Promise<Duckdb> = () => import('@duckdb/node-api'),
): AsyncGenerator<Uint8Array> {
  const { DuckDBInstance } = await importDuckdb().catch((error: unknown) => {
    throw notLoaded(file, error);
  });
  // Nothing is fetched from the network: what is needed is built in.
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    const rows = `read_parquet(${quoted(asPattern(file))}, hive_partitioning = false)`;
    const columns = await connection.stream(`SELECT * FROM ${rows} LIMIT 0`);
    const names = columns.columnNames();
    const cells = columns.columnTypes().map((type, j) => cellOf(`#${j + 1}`, String(type)));
    yield Buffer.from(`${names.map((name) => quoted(name, '"')).join(',')}\n`);
    const lines = await connection.stream(
      `SELECT ${cells.map((cell) => `coalesce(${cell}, '')`).join(" || ',' || ")} FROM ${rows}`,
    );
    for (;;) {
      const chunk = await lines.fetchChunk();
      if (!chunk || chunk.rowCount === 0) return;
      yield Buffer.from(`${chunk.getColumnValues(0).join('\n')}\n`);
    }
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    throw dataError(
      `${file} cannot be read as Parquet (${reason})`,
      'write the file again, or convert it to CSV',
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
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
