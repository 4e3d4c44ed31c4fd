import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder that is gone after the file's tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatecast-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The `i`th day from the first of January 2020. */
export const day = (i: number) => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10);

/** A daily CSV with a cell text for each row. */
export const daily = (rows: number, cell: (i: number) => string, header = 'date,value') =>
  `${[header, ...Array.from({ length: rows }, (_, i) => `${day(i)},${cell(i)}`)].join('\n')}\n`;

/** A weekly pattern on a slow wave: something every model can learn. */
export const wave = (i: number) => (20 + (i % 7) + 3 * Math.abs(((i % 60) - 30) / 30)).toFixed(2);

/** Writes a file and returns its path. */
export function put(folder: string, name: string, contents: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
}
