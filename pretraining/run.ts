/**
 * `npm run pretrain [-- --steps N --seed S --folder FOLDER --threads N]`: trains the network of the model
 * `pretrained` on synthetic series, from nothing or from the checkpoint in FOLDER (by default in the
 * temporary folder), and writes its weights there as `weights.bin`. The log goes to standard error.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pretrain, RECIPE } from './train.js';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: String(RECIPE.steps) },
    seed: { type: 'string', default: String(RECIPE.seed) },
    folder: { type: 'string', default: join(tmpdir(), 'gatecast-pretrain') },
    threads: { type: 'string', default: '1' },
  },
});
const { folder } = values;
mkdirSync(folder, { recursive: true });
const weights = await pretrain(
  { ...RECIPE, steps: Number(values.steps), seed: Number(values.seed) },
  {
    threads: Number(values.threads),
    checkpoint: join(folder, 'checkpoint.bin'),
    every: 100,
    log: (line) => process.stderr.write(`${line}\n`),
    clock: () => performance.now() / 1000,
  },
);
writeFileSync(join(folder, 'weights.bin'), Buffer.from(weights.buffer));
