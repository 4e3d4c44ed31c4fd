import { cases, nameOf } from './cases.js';
import { predictor } from './gatecast.js';
import { medianMs, pause } from './measure.js';

const WINDOWS = 4096;

/** Windows per second of a forward pass over thousands of windows, by case, one thread and all. */
export async function measureInference({ threads, seconds }) {
  const rows = [];
  for (const benchmark of cases) {
    const windowsPerSecond = {};
    for (const count of new Set([1, threads])) {
      const { run, dispose } = await predictor(benchmark, count, WINDOWS);
      await pause(100);
      windowsPerSecond[count] = (WINDOWS / medianMs(run, seconds / 2)) * 1000;
      dispose();
    }
    rows.push({ case: nameOf(benchmark), windowsPerSecond });
  }
  return rows;
}
