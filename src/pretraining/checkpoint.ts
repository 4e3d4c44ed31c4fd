/** All that a training needs to go on as if it had never stopped. */
export interface Checkpoint {
  /** Of the settings; another recipe does not go on from it. */
  readonly recipe: string;
  /** Of the whole training. */
  readonly steps: number;
  readonly step: number;
  readonly weights: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** A checkpoint as bytes: the length of a header, the header as JSON, three arrays. */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array {
  const { recipe, steps, step, weights, first, second } = checkpoint;
  const header = Buffer.from(JSON.stringify({ recipe, steps, step, numbers: weights.length }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const arrays = [weights, first, second].map((array) =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength),
  );
  return Buffer.concat([length, header, ...arrays]);
}

interface Header {
  readonly recipe: string;
  readonly steps: number;
  readonly step: number;
  readonly numbers: number;
}

/** The checkpoint that `encodeCheckpoint` made these bytes of. */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 4 + buffer.readUInt32LE(0);
  const header: Header = JSON.parse(buffer.toString('utf8', 4, end));
  const array = (index: number) => {
    const from = end + index * header.numbers * 4;
    return new Float32Array(
      Uint8Array.from(buffer.subarray(from, from + header.numbers * 4)).buffer,
    );
  };
  const { recipe, steps, step } = header;
  return { recipe, steps, step, weights: array(0), first: array(1), second: array(2) };
}
