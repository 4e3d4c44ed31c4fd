import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { dataError, usageError } from '../../errors.js';
import { systemRefusal } from '../../system-error.js';
import type { Dialect } from '../dialect/dialect.js';
import type { ReadingLimits } from '../reading.js';
import { placeOf } from './demo-series.js';
import { parquetDialect, parquetText } from './parquet.js';
import { unwrap } from './unwrap.js';

/** What messages call the input that is given as `-`. */
export const standardInput = 'standard input';

/** An opened input: decompressed bytes, to be read once. */
export interface Source {
  /** As the user named it, for messages. */
  readonly file: string;
  /** The default id of its series. */
  readonly stem: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Bytes of the file as it lies on the disk; unknown of a pipe. */
  readonly size?: number;
  /** How its text is written, where that needs no guess: of what was no text. */
  readonly dialect?: Dialect;
  /** Where it lies, of a Parquet file. */
  readonly parquet?: string;
}

/**
 * Opens a file, or `stdin` for `-`, and unwraps gzip, zstd, zip and Parquet by their magic numbers.
 * @throws UserError (exit 4) when it is absent, a directory, unreadable or a damaged archive.
 */
export async function openSource(
  file: string,
  stdin: Readable | undefined,
  limits: ReadingLimits,
): Promise<Source> {
  if (file === '-') {
    if (!stdin)
      throw usageError(
        'nothing is piped into standard input',
        'give a file, or pipe one: cat data.csv | gatecast …',
      );
    return { file: standardInput, stem: 'stdin', bytes: unwrap(standardInput, stdin, limits) };
  }
  const path = placeOf(file);
  const info = await stat(path).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  if (info.isDirectory()) {
    throw dataError(
      `${file} is a directory`,
      `give the files in it: ${file.replace(/(?<!\/)\/+$/, '')}/*.csv`,
    );
  }
  const stem = stemOf(path);
  // A pipe with a name can be read only once.
  if (
    info.isFile() &&
    (await isParquet(path).catch((error: unknown) => {
      throw unreadable(file, error);
    }))
  )
    return { file, stem, bytes: parquetText(path), dialect: parquetDialect, parquet: path };
  return { file, stem, bytes: unwrap(file, fileChunks(path), limits), size: info.size };
}

/** Whether a file is Parquet, by its first bytes, whatever its name. */
async function isParquet(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === 'PAR1';
  } finally {
    await handle.close();
  }
}

async function* fileChunks(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) {
      yield chunk as Uint8Array;
    }
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown) {
  const refusal = systemRefusal(error);
  if (refusal === null) return error;
  const { code, reason } = refusal;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return dataError(`there is no file ${file}`, 'check the path; "-" reads standard input');
    case 'EACCES':
    case 'EPERM':
      return dataError(`${file} may not be read (${code})`, 'check the permissions of the file');
    case 'ENAMETOOLONG':
      return dataError('the file name is too long for this system', 'give a shorter path');
    default:
      return dataError(
        `${file} cannot be read: ${reason} (${code})`,
        'check that it is a plain file',
      );
  }
}

/** The file's name without folder and endings: `prices` of `data/prices.csv.gz`. */
export function stemOf(file: string): string {
  const name = basename(file);
  return (
    name
      .replace(/(?:\.(?:gz|zst|zip))?$/i, '')
      .replace(/\.(?:csv|tsv|txt|tab|dat|psv|asc|parquet)$/i, '') || name
  );
}
