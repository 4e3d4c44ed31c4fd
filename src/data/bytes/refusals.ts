import { dataError } from '../../errors.js';

interface Refusal {
  readonly test: RegExp;
  readonly message: string;
  readonly hint: string;
  /** Only where it is all there is: a table may say so in a remark above it. */
  readonly whole?: boolean;
}

/** Things that are downloaded in place of a CSV, by how they begin. */
const texts: readonly Refusal[] = [
  {
    test: /^version https:\/\/git-lfs\.github\.com\/spec/,
    message: 'is a Git LFS pointer, not the file itself',
    hint: 'fetch the file: git lfs pull',
  },
  {
    test: /^\s*(?:<!doctype html|<html|<head|<body|<script)/i,
    message: 'is an HTML page, not a CSV (an error or log-in page saved in its place?)',
    hint: 'open it in a browser to see what it says, and download the CSV again',
  },
  {
    // Tags apart by a tab or comma are a header such as MetaTrader's `<DATE> <TIME>`.
    test: /^\s*(?:<\?xml|<[a-z][\w:-]*(?: [^<>,;]*)?>(?: *(?:\r?\n)+\s*)?<)/i,
    message: 'is XML, not a CSV',
    hint: 'export it as CSV',
  },
  {
    test: /^\s*\{\s*(?:"|\})|^\s*\[\s*[[{]/,
    message: 'is JSON, not a CSV (an answer of a web service?)',
    hint: 'ask the service for CSV, or convert the file',
  },
  {
    test: /^.{0,200}\b(?:rate limit|too many requests|invalid api key|access denied|api call frequency|quota exceeded)\b/i,
    message: 'is a message of the service, not data',
    hint: 'read it (it says why), wait, and download the CSV again',
    whole: true,
  },
  { test: /^%PDF-/, message: 'is a PDF, not a CSV', hint: 'export the table as CSV' },
];

const binaries: readonly (readonly [string, readonly number[], string])[] = [
  ['an old Excel spreadsheet', [0xd0, 0xcf, 0x11, 0xe0], 'open it and save the sheet as CSV'],
  [
    'a Parquet file',
    [0x50, 0x41, 0x52, 0x31],
    'give the file itself by its name: Parquet is read neither from a pipe nor out of an archive',
  ],
  [
    'an SQLite database',
    [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66],
    'export the table as CSV',
  ],
  ['an image', [0x89, 0x50, 0x4e, 0x47], 'give a CSV'],
  ['an image', [0xff, 0xd8, 0xff], 'give a CSV'],
];

/**
 * Refuses what is no table of text, with the reason.
 * @param head the beginning of the decoded text
 * @throws UserError (exit 4)
 */
export function refuseText(file: string, head: Buffer, complete: boolean): void {
  for (const [name, magic, hint] of binaries) {
    if (magic.every((byte, i) => head[i] === byte))
      throw dataError(`${file} is ${name}, not a CSV`, hint);
  }
  const start = head.toString('utf8', 0, 2000);
  for (const { test, message, hint, whole } of texts) {
    if ((complete || !whole) && test.test(start)) throw dataError(`${file} ${message}`, hint);
  }
  if (start.trim() === '' && complete && head.toString('utf8').trim() === '') {
    throw dataError(`${file} is empty (nothing but blanks)`, 'give a CSV with a header and rows');
  }
  let controls = 0;
  const size = Math.min(head.length, 8192);
  for (let i = 0; i < size; i++) {
    const byte = head[i]!;
    if (byte === 0 || (byte < 32 && ![9, 10, 13, 12, 1, 31, 30, 28, 29, 26].includes(byte)))
      controls++;
  }
  if (controls > size * 0.02) {
    throw dataError(
      `${file} is binary, not text`,
      'give a CSV; UTF-16 and its like are read with --encoding; other control characters must be taken out',
    );
  }
}
