import { hostname } from 'node:os';
import { disk } from './disk.js';
import { number, object, text } from './shape.js';

/** Who holds a lock. */
export interface Owner {
  readonly host: string;
  /** The machine's boot, where the system names it: every process of an earlier boot is dead. */
  readonly boot: string;
  readonly pid: number;
  /** When the process started, in the system's own ticks: process ids are given out again. */
  readonly started: string;
}

export const ownerShape = object<Owner>({ host: text, boot: text, pid: number, started: text });

export async function thisProcess(): Promise<Owner> {
  const { pid } = process;
  return { host: hostname(), boot: await bootId(), pid, started: await startOf(pid) };
}

/**
 * Whether the owner may still be at work. A process on another machine cannot be looked at and counts
 * as alive.
 */
export async function isAlive(owner: Owner): Promise<boolean> {
  if (owner.host !== hostname()) return true;
  if (owner.boot !== (await bootId())) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: there is such a process, and it is somebody else's.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  return owner.started === (await startOf(owner.pid));
}

/** Linux; empty elsewhere. */
const bootId = () =>
  disk.readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
    (id) => id.trim(),
    () => '',
  );

/** Field 22 of /proc/PID/stat, counted behind the name, which may hold spaces; empty elsewhere. */
const startOf = (pid: number) =>
  disk.readFile(`/proc/${pid}/stat`, 'utf8').then(
    (line) => line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '',
    () => '',
  );
