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
      const time = now();
      const said = lineFor(time, level, event, fields);
      const entry = { time: time.toISOString(), level, event, ...fields, line: said };
      const text = `${visibleJson(entry)}\n`;
      queue(() => disk.appendFile(path, text));
    },
    async flush() {
      await pending;
      return problem;
    },
  };
}

/** The same for people, by the clock of this machine: `2026-12-01 02:00:03 warning: 3 rows are left out`. */
function lineFor(
  time: Date,
  level: LogLevel,
  event: string,
  { text, summary }: Readonly<Record<string, unknown>>,
): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
  const what = level === 'info' || level === event ? event : `${level}, ${event}`;
  const told = [text, summary].find((each) => typeof each === 'string');
  return `${day} ${clock} ${what}${told === undefined ? '' : `: ${told}`}`;
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
