#!/usr/bin/env node
// `npm run pretrain [-- --steps N --seeds 1,2 --threads N --folder FOLDER --output FILE]`: trains the networks
// of the model `pretrained` on synthetic series, from nothing or from the checkpoints in FOLDER (by default
// in the temporary folder), and writes the weights of all of them to FILE. The log goes to standard error.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { encodeWeights } from '../dist/models/pretrained/weight-file.js';
import { decodeCheckpoint, encodeCheckpoint } from '../dist/pretraining/checkpoint.js';
import { pretrain, RECIPE, SEEDS } from '../dist/pretraining/train.js';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: String(RECIPE.steps) },
    seeds: { type: 'string', default: SEEDS.join(',') },
    threads: { type: 'string', default: '1' },
    folder: { type: 'string', default: join(tmpdir(), 'gatecast-pretrain') },
    output: { type: 'string', default: 'weights.bin' },
  },
});

/** Writes a file whole or not at all. */
function writeWhole(file, bytes) {
  writeFileSync(`${file}.part`, bytes);
  renameSync(`${file}.part`, file);
}

mkdirSync(values.folder, { recursive: true });
const members = [];
for (const seed of values.seeds.split(',').map(Number)) {
  const file = join(values.folder, `seed-${seed}.checkpoint`);
  const recipe = { ...RECIPE, steps: Number(values.steps), seed };
  const weights = await pretrain(recipe, {
    threads: Number(values.threads),
    every: 100,
    load: () => (existsSync(file) ? decodeCheckpoint(readFileSync(file)) : null),
    save: (checkpoint) => writeWhole(file, encodeCheckpoint(checkpoint)),
    log: (line) => process.stderr.write(`seed ${seed}: ${line}\n`),
    clock: () => performance.now() / 1000,
  });
  members.push({ recipe, weights });
}
const made = JSON.stringify(members.map(({ recipe }) => recipe));
writeWhole(
  values.output,
  encodeWeights(
    members.map(({ weights }) => weights),
    made,
  ),
);
