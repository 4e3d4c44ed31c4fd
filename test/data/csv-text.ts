import { Readable } from 'node:stream';
import { inspectFiles, readPanel } from '../../src/data/read-panel.js';
import type { ReadingOptions } from '../../src/data/reading.js';

/** Reads a text as if it came through a pipe. */
export const readText = (text: string | Uint8Array, options: ReadingOptions = {}) =>
  readPanel(['-'], { ...options, stdin: Readable.from([Buffer.from(text)]) });

export const inspectText = (text: string | Uint8Array, options: ReadingOptions = {}) =>
  inspectFiles(['-'], { ...options, stdin: Readable.from([Buffer.from(text)]) });

/** `count` days of `date,value` from 2024-01-01 on, the value made of the row number. */
export function dailyCsv(
  count: number,
  value: (row: number) => string = String,
  header = 'date,value',
): string {
  const rows = Array.from({ length: count }, (_, row) => {
    const date = new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10);
    return `${date},${value(row)}`;
  });
  return `${header}\n${rows.join('\n')}\n`;
}
