import { access, readdir } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { dataError } from '../../errors.js';

/**
 * Files that patterns such as `data/*.csv` or `20??/*.csv` mean, sorted; what has no `*` or `?`, or is
 * a file of this name, is taken as it is. For configurations and quoted patterns, which no shell expands.
 * @throws UserError (exit 4) when a pattern matches nothing
 */
export async function expandFiles(patterns: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const pattern of patterns) {
    const found = await expand(pattern);
    if (found.length === 0) {
      throw dataError(`no file matches ${pattern}`, 'check the pattern and its folder');
    }
    files.push(...found);
  }
  return files;
}

async function expand(pattern: string): Promise<string[]> {
  if (!/[*?]/.test(pattern) || (await exists(pattern))) return [pattern];
  const { base, root } = parse(pattern);
  const parent = dirname(pattern);
  const folders = parent === root || parent === '.' ? [parent] : await expand(parent);
  const matcher = new RegExp(`^${[...base].map(asExpression).join('')}$`, 'u');
  const found: string[] = [];
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => []);
    const hidden = base.startsWith('.');
    found.push(
      ...names
        .filter((name) => matcher.test(name) && (hidden || !name.startsWith('.')))
        .map((name) => join(folder, name)),
    );
  }
  return found.sort();
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

function asExpression(character: string): string {
  if (character === '*') return '.*';
  return character === '?' ? '.' : character.replace(/[\\^$.|+()[\]{}/-]/, '\\$&');
}
