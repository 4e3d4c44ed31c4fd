import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { inspectFiles } from '../../src/data/read-panel.js';
import { UserError } from '../../src/errors.js';
import { createRandom } from '../../src/random.js';
import { visibleText } from '../../src/visible-text.js';
import { mutate } from './mutate.js';

/** Most processor time for one small file: what others do on the machine does not count. */
const MAX_MS = 2000;

export interface FuzzFailure {
  readonly seed: number;
  readonly file: string;
  readonly what: string;
  readonly bytes: Buffer;
}

/**
 * Reads `count` mutated fixtures from seed `first` on: nothing but a UserError may be thrown, and
 * nothing may take longer than two seconds.
 */
export async function fuzz(folder: string, first: number, count: number): Promise<FuzzFailure[]> {
  const files = readdirSync(folder).filter((name) => !name.endsWith('.json'));
  const failures: FuzzFailure[] = [];
  for (let seed = first; seed < first + count; seed++) {
    const random = createRandom(seed);
    const file = files[random.integer(files.length)]!;
    const bytes = mutate(readFileSync(`${folder}/${file}`), random);
    const what = await failureOf(bytes);
    if (what) failures.push({ seed, file, what, bytes });
  }
  return failures;
}

/** What reading these bytes ends in that it never should; null where all is well. */
export async function failureOf(bytes: Buffer): Promise<string | null> {
  const start = process.cpuUsage();
  try {
    await inspectFiles(['-'], { stdin: Readable.from([bytes]) });
  } catch (error) {
    if (!(error instanceof UserError))
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    const text = error.message + error.hint;
    if (text !== visibleText(text)) return `the message has control characters: ${text}`;
  }
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1000;
  return ms > MAX_MS ? `took ${Math.round(ms)} ms` : null;
}
