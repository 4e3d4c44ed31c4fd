import { closeSync, openSync, readSync } from 'node:fs';
import type { Command } from '@oclif/core';
import { placeOf } from '../../data/bytes/demo-series.js';

type Flag = Command.Flag.Cached;

/** Flags whose value is a column of the file named before. */
const COLUMN_FLAGS = ['time', 'target', 'id', 'past', 'future', 'static', 'hierarchy'];
const HEAD_BYTES = 64 * 1024;

/**
 * What may follow on a command line, one word each; empty where it is a file's name, which the shell
 * knows best.
 * @param words - after `gatecast`, the last being typed (and perhaps empty)
 */
export function completions(
  words: readonly string[],
  commands: readonly Command.Loadable[],
): string[] {
  const joined = joinEquals(words);
  const typed = joined.at(-1) ?? '';
  const before = joined.slice(0, -1);
  const command = commandOf(before, commands);
  const begins = (candidates: readonly string[]) =>
    candidates.filter((each) => each.startsWith(typed)).sort();
  if (!command) return begins(nextWords(before, commands));
  const [name = '', ...value] = typed.split('=');
  if (typed.startsWith('--') && value.length > 0) {
    const flag = flagOf(name, command);
    const rest = value.join('=');
    return valuesOf(flag, before)
      .filter((each) => each.startsWith(rest))
      .map((each) => `${name}=${each}`);
  }
  const open = flagOf(before.at(-1) ?? '', command);
  if (open?.type === 'option') return begins(valuesOf(open, before));
  if (!typed.startsWith('-')) return [];
  return begins(
    Object.values(command.flags)
      .filter(({ hidden }) => hidden !== true)
      .flatMap((flag) =>
        flag.type === 'boolean' && flag.allowNo
          ? [`--${flag.name}`, `--no-${flag.name}`]
          : [`--${flag.name}`],
      ),
  );
}

/** bash hands over `--model=gr` as three words. */
function joinEquals(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const goesOn =
      word === '=' ? last?.startsWith('--') : last?.startsWith('--') && last.endsWith('=');
    if (goesOn) joined[joined.length - 1] += word;
    else joined.push(word);
  }
  return joined;
}

const commandOf = (
  [first = '', second = '']: readonly string[],
  commands: readonly Command.Loadable[],
) =>
  commands.find(({ id }) => id === `${first}:${second}`) ?? commands.find(({ id }) => id === first);

/** Commands, or those below a topic. */
function nextWords(before: readonly string[], commands: readonly Command.Loadable[]): string[] {
  const shown = commands.filter(({ hidden }) => hidden !== true).map(({ id }) => id.split(':'));
  const below = shown.filter((path) => before.every((word, place) => path[place] === word));
  return [...new Set(below.flatMap((path) => path[before.length] ?? []))];
}

function flagOf(word: string, command: Command.Loadable): Flag | undefined {
  const flags = Object.values(command.flags);
  if (word.startsWith('--')) return flags.find(({ name }) => `--${name}` === word);
  return flags.find(({ char }) => char !== undefined && `-${char}` === word);
}

function valuesOf(flag: Flag | undefined, before: readonly string[]): string[] {
  if (flag?.type !== 'option') return [];
  if (flag.options && flag.options.length > 0) return [...flag.options];
  if (!COLUMN_FLAGS.includes(flag.name)) return [];
  return before.filter((word) => !word.startsWith('-')).flatMap(columnsOf);
}

/** Names in the first line of a plain file; none of anything else. */
function columnsOf(file: string): string[] {
  try {
    const handle = openSync(placeOf(file), 'r');
    const buffer = Buffer.alloc(HEAD_BYTES);
    const bytes = readSync(handle, buffer, 0, HEAD_BYTES, 0);
    closeSync(handle);
    const [line = ''] = buffer
      .toString('utf8', 0, bytes)
      .replace(/^\uFEFF/, '')
      .split(/\r\n|\n|\r/);
    const delimiter = [',', ';', '\t', '|'].find((mark) => line.includes(mark));
    if (delimiter === undefined) return [];
    return line
      .split(delimiter)
      .map((cell) => cell.trim().replaceAll('"', ''))
      .filter((cell) => cell !== '');
  } catch {
    return [];
  }
}
