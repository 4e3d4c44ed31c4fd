/**
 * `npm run fuzz [-- COUNT [FIRST_SEED]]`: reads mutated fixtures and prints what fails, with the seed
 * that makes the file again. 100,000 files by default; CI takes a slice.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fuzz } from './fuzz.js';

const [count = 100_000, first = 1] = process.argv.slice(2).map(Number);
const folder = fileURLToPath(new URL('../../fixtures/csv', import.meta.url));
const SLICE = 1000;
let failed = 0;
for (let seed = first; seed < first + count; seed += SLICE) {
  const failures = await fuzz(folder, seed, Math.min(SLICE, first + count - seed));
  for (const { seed: bad, file, what, bytes } of failures) {
    const kept = join(tmpdir(), `gatecast-fuzz-${bad}.csv`);
    writeFileSync(kept, bytes);
    console.error(`seed ${bad} (${file}), kept as ${kept}: ${what}`);
  }
  failed += failures.length;
}
console.error(`${count} files, ${failed} failures`);
process.exitCode = failed > 0 ? 1 : 0;
