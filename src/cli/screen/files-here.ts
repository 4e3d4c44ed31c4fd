import { readdir } from 'node:fs/promises';
import { type UserError, usageError } from '../../errors.js';
import { shellWord } from '../../shell-word.js';

const ENDINGS = /\.(?:csv|tsv|txt|parquet)(?:\.gz)?$/i;
const SHOWN = 5;

/** What to say where a command got no file: the tables that lie in this folder, or the demo. */
export async function noFile(command: string, folder: string): Promise<UserError> {
  const names = await readdir(folder).catch(() => []);
  const tables = names.filter((name) => ENDINGS.test(name)).sort();
  if (tables.length === 0) {
    return usageError(
      `${command} needs a file, and there is no CSV in this folder`,
      `name one, pipe one, or try it on a series that ships with gatecast: gatecast ${command} demo:weather`,
    );
  }
  const shown = tables.slice(0, SHOWN).join(', ');
  const more = tables.length > SHOWN ? ` … (${tables.length} in all)` : '';
  return usageError(
    `${command} needs a file; here are ${shown}${more}`,
    `gatecast ${command} ${shellWord(tables[0]!)}`,
  );
}
