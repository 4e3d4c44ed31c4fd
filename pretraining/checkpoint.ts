import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** All that a training needs to go on as if it had never stopped. */
export interface Checkpoint {
  /** Of the settings; another recipe does not go on from it. */
  readonly recipe: string;
  readonly step: number;
  readonly weights: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** Writes a checkpoint whole or not at all. */
export function saveCheckpoint(file: string, checkpoint: Checkpoint): void {
  const { recipe, step, weights, first, second } = checkpoint;
  const header = Buffer.from(JSON.stringify({ recipe, step, numbers: weights.length }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const arrays = [weights, first, second].map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength));
  writeFileSync(`${file}.part`, Buffer.concat([length, header, ...arrays]));
  renameSync(`${file}.part`, file);
}

/** The checkpoint at a path, or null where there is none yet. */
export function loadCheckpoint(file: string): Checkpoint | null {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  const end = 4 + bytes.readUInt32LE(0);
  const header = JSON.parse(bytes.subarray(4, end).toString()) as {
    recipe: string;
    step: number;
    numbers: number;
  };
  const array = (index: number) => {
    const from = end + index * header.numbers * 4;
    return new Float32Array(Uint8Array.from(bytes.subarray(from, from + header.numbers * 4)).buffer);
  };
  return {
    ...{ recipe: header.recipe, step: header.step },
    ...{ weights: array(0), first: array(1), second: array(2) },
  };
}
