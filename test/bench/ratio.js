// `node test/bench/ratio.js BEFORE AFTER`: two checkouts that are built, measured in turns on this machine.
// Fails where a command of the one takes more than a quarter longer than of the other.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const RUNS = 9;
const MOST = 1.25;

const [before, after] = process.argv.slice(2).map((folder) => resolve(folder));
if (after === undefined) {
  console.error('usage: node test/bench/ratio.js BEFORE AFTER');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'gatecast-ratio-'));
const file = join(after, 'fixtures/seattle-weather.csv');
const data = [file, '--target', 'temp_max'];
const network = ['--model', 'gru', '--epochs', '3', '--hidden', '16', '--horizon', '7'];
const commands = {
  'start and help': ['--help'],
  reading: ['inspect', ...data],
  training: ['train', ...data, ...network, '--output', join(folder, 'ratio.gatecast')],
  'a backtest of formulas': ['backtest', ...data, '--model', 'theta', '--horizon', '7'],
};

/** Milliseconds, or NaN where the command fails. */
function msOf(checkout, args) {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [join(checkout, 'bin/run.js'), ...args], {
    stdio: 'ignore',
  });
  return status === 0 ? performance.now() - start : Number.NaN;
}

/** The fastest of a few runs, both checkouts in turns. */
function fastest(args) {
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let run = 0; run < RUNS; run++) {
    for (const [i, checkout] of [before, after].entries()) {
      least[i] = Math.min(least[i], msOf(checkout, args));
    }
  }
  return least;
}

let slower = 0;
for (const [name, args] of Object.entries(commands)) {
  const [was, is] = fastest(args);
  const ratio = is / was;
  const verdict = Number.isNaN(ratio) ? 'failed' : ratio > MOST ? 'slower' : 'fine';
  if (verdict !== 'fine') slower += 1;
  console.log(
    `${name}: ${Math.round(was)} ms, now ${Math.round(is)} ms, ×${ratio.toFixed(2)} ${verdict}`,
  );
}
rmSync(folder, { recursive: true });
process.exitCode = slower > 0 ? 1 : 0;
