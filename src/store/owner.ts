import { hostname } from 'node:os';
import { number, object, orElse, text } from '../models/shape.js';
import { disk } from './disk.js';

/** Who holds a lock. What a system does not tell is empty. */
export interface Owner {
  readonly host: string;
  /** The machine, where the system names it: two may have one host name. */
  readonly machine: string;
  /** The machine's boot: every process of an earlier boot is dead. */
  readonly boot: string;
  /** The name space of process ids: containers of one machine and one host name have one each. */
  readonly space: string;
  readonly pid: number;
  /** When the process started, in the system's own ticks: process ids are given out again. */
  readonly started: string;
}

export const ownerShape = object<Owner>({
  host: text,
  machine: orElse(text, ''),
  boot: text,
  space: orElse(text, ''),
  pid: number,
  started: text,
});

/** What Linux calls the name space of process ids that is no container's (PROC_PID_INIT_INO). */
const WHOLE_MACHINE = 'pid:[4026531836]';

export async function thisProcess(): Promise<Owner> {
  const { pid } = process;
  const [machine, boot, space, started] = await Promise.all([
    textOf('/etc/machine-id'),
    textOf('/proc/sys/kernel/random/boot_id'),
    disk.readlink('/proc/self/ns/pid').catch(() => ''),
    startOf(pid),
  ]);
  return { host: hostname(), machine, boot, space, pid, started };
}

/**
 * Whether the owner may still be at work. A process that cannot be looked at, on another machine or in
 * another container, counts as alive.
 */
export async function isAlive(owner: Owner): Promise<boolean> {
  const self = await thisProcess();
  if (owner.host !== self.host || differ(owner.machine, self.machine)) return true;
  if (owner.boot !== self.boot) return !onThisMachine(owner, self);
  if (differ(owner.space, self.space)) return true;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: there is such a process, and it is somebody else's.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  return owner.started === (await startOf(owner.pid));
}

/** Both known, and not the same. */
const differ = (a: string, b: string) => a !== '' && b !== '' && a !== b;

/** Containers on two machines may share a host name; then only the machine's own name tells. */
const onThisMachine = (owner: Owner, self: Owner) =>
  (owner.machine !== '' && owner.machine === self.machine) ||
  ['', WHOLE_MACHINE].includes(owner.space);

/** Linux; empty elsewhere. */
const textOf = (path: string) =>
  disk.readFile(path, 'utf8').then(
    (contents) => contents.trim(),
    () => '',
  );

/** Field 22 of /proc/PID/stat, counted behind the name, which may hold spaces; empty elsewhere. */
const startOf = (pid: number) =>
  disk.readFile(`/proc/${pid}/stat`, 'utf8').then(
    (line) => line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '',
    () => '',
  );
