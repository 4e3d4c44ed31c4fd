import { join } from 'node:path';
import type { Checkpoint, Checkpoints } from '../training/training.js';
import { writeFileAtomic } from './atomic.js';
import { decodeContainer, encodeContainer } from './container.js';
import { disk } from './disk.js';
import type { Lock } from './lock.js';
import { ensureFolder, folderEntries } from './names.js';
import { count, float32, listOf, number, object, orNull } from './shape.js';
import { packTree, unpackTree } from './tree.js';

const shape = object<Checkpoint>({
  epoch: count,
  step: count,
  weights: float32,
  first: float32,
  second: float32,
  average: float32,
  averagedSteps: count,
  bestEpoch: count,
  bestLoss: number,
  bestWeights: float32,
  history: listOf(object({ epoch: count, loss: number, validationLoss: orNull(number) })),
});

/** Only this program reads it, and only to go on with the same inputs. */
const FORMAT = 1;

export interface StoredCheckpoints extends Checkpoints {
  /** Waits for writes that are under way. */
  settle(): Promise<void>;
  /** Removes what is no longer needed. */
  clear(): Promise<void>;
}

/**
 * The checkpoints of the training with these inputs. Those of other inputs are removed: their run will
 * not come back.
 */
export async function openCheckpoints({ shelf }: Lock, inputs: string): Promise<StoredCheckpoints> {
  const folder = join(shelf.folder, 'checkpoints');
  const nameOf = (member: number) => `${inputs}-${member}`;
  await ensureFolder(folder);
  const found = new Map<string, Checkpoint>();
  for (const { name } of await folderEntries(folder)) {
    const state = name.startsWith(`${inputs}-`) ? await readCheckpoint(join(folder, name)) : null;
    if (state) found.set(name, state);
    else await disk.rm(join(folder, name), { recursive: true, force: true });
  }

  // One write at a time; epochs that end meanwhile are skipped for the newest.
  let writing: Promise<void> | null = null;
  let next: (() => Promise<void>) | null = null;
  async function writeAll(): Promise<void> {
    for (let work = next; work; work = next) {
      next = null;
      // A checkpoint that cannot be written costs time after a kill, and nothing else.
      await work().catch(() => {});
    }
    writing = null;
  }

  return {
    load: (member) => found.get(nameOf(member)) ?? null,
    save(member, checkpoint) {
      next = () => writeCheckpoint(join(folder, nameOf(member)), checkpoint);
      writing ??= writeAll();
    },
    async settle() {
      await writing;
    },
    async clear() {
      await disk.rm(folder, { recursive: true, force: true }).catch(() => {});
    },
  };
}

async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  const { json, arrays } = packTree(checkpoint);
  await writeFileAtomic(path, encodeContainer({ version: FORMAT, header: json, arrays }));
}

/** Null for one that is damaged or of another format: then the training begins anew. */
async function readCheckpoint(path: string): Promise<Checkpoint | null> {
  try {
    const container = decodeContainer(await disk.readFile(path));
    if (typeof container === 'string' || container.version !== FORMAT) return null;
    return shape(unpackTree(container.header, container.arrays), 'checkpoint');
  } catch {
    return null;
  }
}
