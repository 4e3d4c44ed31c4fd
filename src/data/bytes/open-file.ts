import { usageError } from '../../errors.js';
import type { ReadingLimits, ReadingOptions } from '../reading.js';
import { openSource, type Source } from './source.js';

/**
 * Opens a file, with the options that are left for one that is no text.
 * @throws UserError (exit 2) for a flag that is about text
 */
export async function openFile(
  file: string,
  asked: ReadingOptions,
  limits: ReadingLimits,
): Promise<{ readonly source: Source; readonly options: ReadingOptions }> {
  const source = await openSource(file, asked.stdin, limits);
  return { source, options: source.dialect ? withoutText(source.file, asked) : asked };
}

/**
 * The options for a file that is no text, where nothing is left to guess of one.
 * @throws UserError (exit 2) for a flag that is about text
 */
function withoutText(file: string, options: ReadingOptions): ReadingOptions {
  const flags = {
    '--encoding': options.encoding,
    '--delimiter': options.delimiter,
    '--skip-rows': options.skipRows,
    '--table': options.table,
    '--no-header': options.header === false || undefined,
  };
  for (const [flag, value] of Object.entries(flags)) {
    if (value !== undefined)
      throw usageError(`${flag} is about text, and ${file} is none`, 'leave the flag out');
  }
  return { ...options, encoding: 'utf-8', delimiter: ',', header: true };
}
