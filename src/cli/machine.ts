import { createRequire } from 'node:module';
import { availableParallelism, freemem, totalmem } from 'node:os';
import type { Machine } from '../workflows/doctor.js';

/** Packages that make more possible where they are installed. */
const OPTIONAL = ['@tensorflow/tfjs', 'danfojs-node'];
const MB = 2 ** 20;

/** This machine, as far as it concerns a run. */
export function thisMachine(gatecast: string): Machine {
  const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
  return {
    gatecast,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    threads: availableParallelism(),
    memoryMb: Math.round(totalmem() / MB),
    freeMb: Math.round(freemem() / MB),
    zone: timeZone,
    locale,
    packages: Object.fromEntries(OPTIONAL.map((name) => [name, canFind(name)])),
  };
}

function canFind(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}
