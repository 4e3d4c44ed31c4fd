import { visibleJson } from '../visible-text.js';
import { disk, hasCode } from './disk.js';
import { writeProblem } from './write-problem.js';

const logLevels = ['info', 'warning', 'error'] as const;
type LogLevel = (typeof logLevels)[number];

/** A log of JSON Lines. Logging never fails what it tells of. */
export interface Log {
  write(level: LogLevel, event: string, fields?: Readonly<Record<string, unknown>>): void;
  /** Waits until everything is written; tells why something is not, or null. */
  flush(): Promise<string | null>;
}

/** A file that has grown to this is set aside as `.1`, and those before it as `.2` and so on. */
const MOST_BYTES = 1_000_000;
const KEPT = 5;

/** Appends to a file, one line a write, so that several processes may share it. */
export function openLog(path: string, now: () => Date): Log {
  let pending: Promise<unknown> = rotate(path);
  let problem: string | null = null;
  const queue = (work: () => Promise<unknown>) => {
    pending = pending.then(work).catch((error: unknown) => {
      const told = writeProblem(path, error);
      problem ??= told instanceof Error ? told.message : String(told);
    });
  };
  queue(async () => {});
  return {
    write(level, event, fields = {}) {
      const line = `${visibleJson({ time: now().toISOString(), level, event, ...fields })}\n`;
      queue(() => disk.appendFile(path, line));
    },
    async flush() {
      await pending;
      return problem;
    },
  };
}

async function rotate(path: string): Promise<void> {
  if ((await sizeOf(path)) < MOST_BYTES) return;
  for (let n = KEPT - 1; n >= 1; n--) await move(`${path}.${n}`, `${path}.${n + 1}`);
  await move(path, `${path}.1`);
}

const sizeOf = (path: string) =>
  disk.stat(path).then(
    ({ size }) => size,
    () => 0,
  );

async function move(from: string, to: string): Promise<void> {
  try {
    await disk.rename(from, to);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}
