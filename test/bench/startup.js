import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const gatecast = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const RUNS = 15;

/** Milliseconds of a Node process, or NaN when it fails. */
function runMs(args) {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  return status === 0 ? performance.now() - start : Number.NaN;
}

/** 10,000 hours of a daily rhythm. */
function sampleCsv() {
  const rows = Array.from({ length: 10_000 }, (_, hour) => {
    const time = new Date(Date.UTC(2024, 0, 1, hour)).toISOString().slice(0, 16);
    return `${time},${(20 + 5 * Math.sin((hour * Math.PI) / 12) + Math.sin(hour * 1.7)).toFixed(3)}`;
  });
  return ['time,value', ...rows].join('\n');
}

/** Wall time of commands as multiples of `node -e 0`; commands take turns, each one's fastest run counts. */
export function measureStartup() {
  const folder = mkdtempSync(join(tmpdir(), 'gatecast-bench-'));
  const csv = join(folder, 'sample.csv');
  const model = join(folder, 'model.gatecast');
  writeFileSync(csv, sampleCsv());
  runMs([gatecast, 'train', csv, '--model', 'gru', '--epochs', '1', '--output', model]);
  const commands = {
    '--version': [gatecast, '--version'],
    '--help': [gatecast, '--help'],
    'predict, 10,000 rows': [gatecast, 'predict', csv, '--model', model],
  };
  const best = (before, ms) => Math.min(before ?? Number.POSITIVE_INFINITY, ms);
  let nodeMs;
  const fastest = {};
  for (let run = 0; run < RUNS; run++) {
    nodeMs = best(nodeMs, runMs(['-e', '0']));
    for (const [name, args] of Object.entries(commands)) {
      fastest[name] = best(fastest[name], runMs(args));
    }
  }
  rmSync(folder, { recursive: true });
  return {
    nodeMs,
    commands: Object.entries(fastest).map(([command, ms]) => ({
      ...{ command, ms, multiple: ms / nodeMs },
    })),
  };
}
