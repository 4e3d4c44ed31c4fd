// Trains the same models with several Nodes, thread counts, zones and languages and compares the model
// files byte for byte.
//   node test/reproducibility/same-bytes.js NODE…
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const gatecast = join(root, 'bin/run.js');
const sample = join(root, 'fixtures/sp500-2000.csv');
const nodes = process.argv.length > 2 ? process.argv.slice(2) : [process.execPath];

/** Large enough that a batch is shared among threads, with dropout and a second layer. */
const size = ['--hidden', '32', '--lookback', '30', '--batch-size', '64', '--epochs', '2'];
const trainings = {
  lstm: ['--model', 'lstm', '--layers', '2', '--dropout', '0.2', ...size],
  gru: ['--model', 'gru', '--levels', '80', ...size],
};
const surroundings = [
  { threads: 1, TZ: 'UTC', LANG: 'C' },
  { threads: 2, TZ: 'Asia/Kathmandu', LANG: 'de_DE.UTF-8' },
  { threads: 3, TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8' },
];

const folder = mkdtempSync(join(tmpdir(), 'gatecast-bytes-'));

/** SHA-256 of the model file that this training makes. */
function train(node, flags, { threads, ...env }) {
  const model = join(folder, 'model.gatecast');
  const where = ['train', sample, '--target', 'close', '--horizon', '5', '--output', model];
  const how = ['--threads', String(threads), '--seed', '7', '--quiet'];
  execFileSync(node, [gatecast, ...where, ...flags, ...how], {
    env: { ...process.env, ...env, LC_ALL: env.LANG },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return createHash('sha256').update(readFileSync(model)).digest('hex');
}

let differ = false;
for (const [name, flags] of Object.entries(trainings)) {
  let first;
  for (const node of nodes) {
    const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
    for (const surrounding of surroundings) {
      const hash = train(node, flags, surrounding);
      first ??= hash;
      differ ||= hash !== first;
      const { threads, TZ, LANG } = surrounding;
      const verdict = hash === first ? 'same' : 'DIFFERENT';
      console.log(
        `${verdict} ${hash.slice(0, 12)} ${name}, Node ${version}, ${threads} threads, ${TZ}, ${LANG}`,
      );
    }
  }
}
rmSync(folder, { recursive: true });
if (differ) process.exitCode = 1;
