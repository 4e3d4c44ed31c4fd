import { createInflateRaw } from 'node:zlib';
import { dataError } from '../../errors.js';
import { through } from './through.js';

const MAX_ARCHIVE = 512 * 1024 * 1024;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly compressedSize: number;
  readonly offset: number;
}

/**
 * The one file in a zip archive (APPNOTE 6.3, without zip64 and encryption). The archive is held in
 * memory, for its directory stands at the end.
 * @throws UserError (exit 4) when it holds no file or several, or cannot be read.
 */
export async function* unzip(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const archive = await collect(file, chunks);
  const entries = directory(file, archive).filter(
    ({ name }) => !name.endsWith('/') && !name.startsWith('__MACOSX/'),
  );
  refuseSpreadsheet(file, entries);
  const [entry, ...others] = entries;
  if (!entry) throw dataError(`${file} is a zip archive without a file`, 'give a CSV file');
  if (others.length > 0) {
    const names = entries.slice(0, 4).map(({ name }) => name);
    throw dataError(
      `${file} is a zip archive of ${entries.length} files (${names.join(', ')}${entries.length > 4 ? ', …' : ''})`,
      'unpack it and give the file that you mean',
    );
  }
  const start =
    entry.offset +
    30 +
    archive.readUInt16LE(entry.offset + 26) +
    archive.readUInt16LE(entry.offset + 28);
  const packed = archive.subarray(start, start + entry.compressedSize);
  if (entry.method === 0) yield packed;
  else if (entry.method === 8) yield* through([packed], createInflateRaw());
  else throw dataError(`${file} uses zip compression method ${entry.method}`, 'unpack it first');
}

async function collect(file: string, chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MAX_ARCHIVE)
      throw dataError(`${file} is a zip archive above 512 MB`, 'unpack it first, or use gzip');
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

function directory(file: string, archive: Buffer): Entry[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > archive.length) throw damaged(file);
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== 0x02014b50) throw damaged(file);
    const nameLength = archive.readUInt16LE(at + 28);
    const offset = archive.readUInt32LE(at + 42);
    if (offset + 30 > archive.length) throw damaged(file);
    entries.push({
      name: archive.toString('utf8', at + 46, at + 46 + nameLength),
      method: archive.readUInt16LE(at + 10),
      compressedSize: archive.readUInt32LE(at + 20),
      offset,
    });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

const damaged = (file: string) =>
  dataError(`${file} is a damaged zip archive`, 'fetch or pack the file again');

/** Office documents are zip archives too. */
function refuseSpreadsheet(file: string, entries: readonly Entry[]): void {
  const names = new Set(entries.map(({ name }) => name));
  if (names.has('[Content_Types].xml') || names.has('content.xml')) {
    throw dataError(
      `${file} is a spreadsheet, not a CSV`,
      'open it and save the sheet as CSV (File > Save as > CSV UTF-8)',
    );
  }
}
