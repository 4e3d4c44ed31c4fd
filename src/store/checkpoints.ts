import { join } from 'node:path';
import { count, float32, listOf, number, object, orNull } from '../models/shape.js';
import type { Checkpoint, Checkpoints } from '../training/training.js';
import { writeFileAtomic } from './atomic.js';
import { decodeContainer, encodeContainer } from './container.js';
import { disk } from './disk.js';
import type { Lock } from './lock.js';
import { ensureFolder, folderEntries } from './names.js';
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

/** The checkpoints of all trainings of one run. */
export interface StoredCheckpoints {
  /** Those of one training among them. */
  of(training: string): Checkpoints;
  /** Waits for writes that are under way. */
  settle(): Promise<void>;
}

/**
 * The checkpoints of the run with these inputs. Those of other inputs are removed: their run will not
 * come back.
 */
export async function openCheckpoints(lock: Lock, inputs: string): Promise<StoredCheckpoints> {
  const folder = folderOf(lock);
  const nameOf = (training: string, member: number) => `${inputs}-${training}-${member}`;
  await ensureFolder(folder);
  const found = new Map<string, Checkpoint>();
  for (const { name } of await folderEntries(folder)) {
    const state = name.startsWith(`${inputs}-`) ? await readCheckpoint(join(folder, name)) : null;
    if (state) found.set(name, state);
    else await disk.rm(join(folder, name), { recursive: true, force: true });
  }

  // One write at a time; of the epochs of one network that end meanwhile only the newest is written.
  let writing: Promise<void> | null = null;
  const waiting = new Map<string, Checkpoint>();
  async function writeAll(): Promise<void> {
    for (const [name, checkpoint] of waiting) {
      waiting.delete(name);
      // A checkpoint that cannot be written costs time after a kill, and nothing else.
      await writeCheckpoint(join(folder, name), checkpoint).catch(() => {});
    }
    writing = null;
  }

  return {
    of: (training) => ({
      load: (member) => found.get(nameOf(training, member)) ?? null,
      save(member, checkpoint) {
        waiting.set(nameOf(training, member), checkpoint);
        writing ??= writeAll();
      },
    }),
    async settle() {
      await writing;
    },
  };
}

/** Removes what is no longer needed; what stays because the disk fails, the next run removes. */
export async function clearCheckpoints(lock: Lock): Promise<void> {
  await disk.rm(folderOf(lock), { recursive: true, force: true }).catch(() => {});
}

const folderOf = ({ modelFolder }: Lock) => join(modelFolder.folder, 'checkpoints');

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
