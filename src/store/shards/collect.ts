import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dataError } from '../../errors.js';
import { systemRefusal } from '../../system-error.js';
import { isSidecar, readSidecar, type Sidecar } from './sidecar.js';

/** A shard as it lies in a folder. */
export interface FoundShard {
  /** Of its sidecar. */
  readonly path: string;
  readonly folder: string;
  readonly shard: Sidecar;
}

/** Parts that a message names. */
const NAMED = 12;

/**
 * The shards of a folder in order, once it is certain that they are all parts of one run.
 * @throws UserError (exit 4) that names what is missing, there twice, or unlike the others
 */
export async function collectShards(folder: string): Promise<FoundShard[]> {
  const found: FoundShard[] = [];
  for (const name of (await namesIn(folder)).filter(isSidecar).sort()) {
    const path = join(folder, name);
    const shard = await readSidecar(path);
    if (shard) found.push({ path, folder, shard });
  }
  const [first] = found;
  if (!first) {
    throw dataError(
      `there is no shard in ${folder} (no file that ends with .shard.json)`,
      'give the folder into which gatecast … --shard K/N --output FOLDER/ has written',
    );
  }
  requireAlike(found, first);
  requireOnce(found);
  requireAll(found, first.shard.shard.count);
  for (const each of found) await requireFiles(each);
  return found.sort((a, b) => a.shard.shard.index - b.shard.shard.index);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const refusal = systemRefusal(error);
    if (refusal === null) throw error;
    throw dataError(
      `the folder ${folder} cannot be read: ${refusal.reason} (${refusal.code})`,
      'check the path',
    );
  }
}

/** What must be the same of all parts, by what a message calls it. */
function facets({ gatecast, command, shard, settings, inputs, decisions, files }: Sidecar) {
  return {
    'number of parts': { parts: String(shard.count) },
    'version of gatecast': { version: gatecast },
    command: { command },
    settings,
    'input files': { files: inputs.names.join(', '), sha256: inputs.sha256 },
    'reading of the files': decisions,
    'files written': { flags: files.map(({ flag }) => `--${flag}`).join(' ') },
  };
}

function requireAlike(all: readonly FoundShard[], first: FoundShard): void {
  const wanted = Object.entries(facets(first.shard));
  for (const other of all) {
    const own = Object.values(facets(other.shard));
    for (const [i, [what, facet]] of wanted.entries()) {
      const difference = differenceOf(facet, own[i]!);
      if (difference === null) continue;
      const { key, here, there } = difference;
      throw dataError(
        `the parts are unlike, ${what}: ${key} is ${there} in ${other.path} and ${here} in ${first.path}`,
        'run the parts again that are not of this run, with the same gatecast, files and settings, or take them out of the folder',
      );
    }
  }
}

type Facet = Readonly<Record<string, string>>;

function differenceOf(a: Facet, b: Facet) {
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [here, there] = [a[key] ?? 'not given', b[key] ?? 'not given'];
    if (here !== there) return { key, here, there };
  }
  return null;
}

function requireOnce(all: readonly FoundShard[]): void {
  const seen = new Map<number, string>();
  for (const { path, shard } of all) {
    const { index, count } = shard.shard;
    const before = seen.get(index);
    if (before !== undefined) {
      throw dataError(
        `part ${index} of ${count} is there twice: ${before} and ${path}`,
        'take one of them out of the folder',
      );
    }
    seen.set(index, path);
  }
}

function requireAll(all: readonly FoundShard[], count: number): void {
  const there = new Set(all.map(({ shard }) => shard.shard.index));
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((i) => !there.has(i));
  if (missing.length === 0) return;
  const named = missing.slice(0, NAMED).join(', ');
  const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : '';
  throw dataError(
    `${missing.length} of ${count} parts ${missing.length === 1 ? 'is' : 'are'} missing: ${named}${more}`,
    `run them again, each with its --shard K/${count} (--resume leaves alone what is there)`,
  );
}

async function requireFiles({ folder, path, shard }: FoundShard): Promise<void> {
  for (const { name, bytes } of shard.files) {
    const size = await stat(join(folder, name)).then(
      (found) => found.size,
      () => null,
    );
    if (size === bytes) continue;
    const { index, count } = shard.shard;
    throw dataError(
      size === null
        ? `part ${index} of ${count} is not whole: ${path} tells of ${name}, which is not there`
        : `part ${index} of ${count} is not whole: ${name} has ${size} bytes, and ${bytes} were written`,
      `run it again with --shard ${index}/${count}`,
    );
  }
}
