import { type ChildProcess, spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { constants } from 'node:os';
import { expandFiles } from '../../data/bytes/expand-files.js';
import { usageError } from '../../errors.js';

/** Milliseconds between two looks at the files; what still changes from one look to the next is being written. */
const LOOK_MS = 300;

/** Runs a command line again whenever one of its files changes, until a signal comes. */
export interface WatchJob {
  /** Files and patterns of files, as given. */
  readonly files: readonly string[];
  /** Files read beside them, such as the config. */
  readonly beside: readonly string[];
  /** The command line that is run, without the flag that asks to watch. */
  readonly argv: readonly string[];
  readonly say: (text: string) => void;
}

/**
 * @returns the exit code of the signal that ended it, as a shell has it
 * @throws UserError (exit 2) where there is no file to watch
 */
export async function watch({ files, beside, argv, say }: WatchJob): Promise<number> {
  const paths = files.filter((file) => !file.startsWith('demo:'));
  if (paths.length === 0 || paths.includes('-')) {
    throw usageError('--watch needs a file that can change', 'name one, or leave the flag out');
  }
  let child: ChildProcess | null = null;
  let ended: NodeJS.Signals | null = null;
  const stop = (signal: NodeJS.Signals) => {
    ended ??= signal;
    child?.kill(signal);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    for (;;) {
      const before = await stateOf(paths, beside);
      child = spawn(process.execPath, [process.argv[1]!, ...argv], { stdio: 'inherit' });
      await new Promise((resolve) => child!.once('close', resolve));
      child = null;
      if (ended !== null) break;
      say(`watching ${paths.join(', ')} for changes; Ctrl-C ends`);
      await changed(paths, beside, before, () => ended !== null);
      if (ended !== null) break;
    }
    return 128 + constants.signals[ended];
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

/**
 * Arguments of a command that is watched, for a run that watches nothing, whatever config and environment say.
 * What stands behind a `--` are files.
 */
export function withoutWatch(argv: readonly string[]): string[] {
  const files = argv.indexOf('--');
  return [
    '--no-watch',
    ...argv.filter((word, i) => word !== '--watch' || (files >= 0 && i > files)),
  ];
}

/** Waits until the files are others than before, and whole: two looks in turn see the same. */
async function changed(
  files: readonly string[],
  beside: readonly string[],
  before: string,
  ended: () => boolean,
): Promise<void> {
  let last = before;
  while (!ended()) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const now = await stateOf(files, beside);
    if (now !== before && now === last) return;
    last = now;
  }
}

/** Name, file, size and time of each; a file that is replaced by a rename is another one. */
async function stateOf(files: readonly string[], beside: readonly string[]): Promise<string> {
  const named = await expandFiles(files).catch(() => files);
  const states = [...named, ...beside].map(async (path) => {
    const found = await stat(path).catch(() => null);
    return found && `${path} ${found.ino} ${found.size} ${found.mtimeMs}`;
  });
  return (await Promise.all(states)).join('\n');
}
