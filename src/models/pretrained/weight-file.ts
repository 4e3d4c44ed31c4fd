import { createHash } from 'node:crypto';
import { modelFileError } from '../../errors.js';
import { fromHalf, toHalf } from './half.js';

/** Changes whenever the network, its inputs or this file's layout do: old weights then fit no longer. */
export const WEIGHT_FORMAT = 1;

const MAGIC = 'gatecast weights\n';

/** What the file says of its weights besides the numbers. */
export interface WeightHeader {
  readonly format: number;
  /** Networks whose forecasts are averaged. */
  readonly members: number;
  /** Weights of each. */
  readonly parameters: number;
  /** How they were made: seeds, steps and the rest of the recipe. */
  readonly recipe: string;
  /** SHA-256 of the numbers, hexadecimal. */
  readonly sha256: string;
}

export interface WeightFile {
  readonly header: WeightHeader;
  readonly members: readonly Float32Array[];
}

/** The file's bytes: a line, the header's length and text, and 16 bits a weight. */
export function encodeWeights(members: readonly Float32Array[], recipe: string): Uint8Array {
  const parameters = members[0]!.length;
  const numbers = Buffer.alloc(members.length * parameters * 2);
  for (const [m, weights] of members.entries()) {
    for (let i = 0; i < parameters; i++) {
      numbers.writeUInt16LE(toHalf(weights[i]!), (m * parameters + i) * 2);
    }
  }
  const sha256 = hashOf(numbers);
  const header: WeightHeader = {
    format: WEIGHT_FORMAT,
    members: members.length,
    parameters,
    recipe,
    sha256,
  };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([Buffer.from(MAGIC), length, text, numbers]);
}

/**
 * Reads weights.
 * @param where - the file, for messages
 * @param expected - weights of one network
 * @throws UserError (exit 5) when the file is damaged or of another version
 */
export function decodeWeights(bytes: Uint8Array, where: string, expected: number): WeightFile {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const damaged = () =>
    modelFileError(
      `${where}, the weights of the model "pretrained", is damaged`,
      'install gatecast again: npm install gatecast (with -g where it was installed so)',
    );
  const start = MAGIC.length + 4;
  if (buffer.length < start || buffer.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw damaged();
  const end = start + buffer.readUInt32LE(MAGIC.length);
  const header = parsed(buffer.toString('utf8', start, end));
  if (header === null) throw damaged();
  if (header.format !== WEIGHT_FORMAT || header.parameters !== expected) {
    throw modelFileError(
      `${where}, the weights of the model "pretrained", is of another version (format ${header.format}, ${header.parameters} weights; this gatecast reads format ${WEIGHT_FORMAT}, ${expected} weights)`,
      'use the weights that came with this version: npm install gatecast',
    );
  }
  const numbers = buffer.subarray(end);
  if (numbers.length !== header.members * expected * 2 || hashOf(numbers) !== header.sha256) {
    throw damaged();
  }
  const members = Array.from({ length: header.members }, (_, m) => {
    const weights = new Float32Array(expected);
    for (let i = 0; i < expected; i++) {
      weights[i] = fromHalf(numbers.readUInt16LE((m * expected + i) * 2));
    }
    return weights;
  });
  return { header, members };
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function parsed(text: string): WeightHeader | null {
  try {
    const header: Partial<WeightHeader> | null = JSON.parse(text);
    const whole = typeof header?.format === 'number' && typeof header.members === 'number';
    return whole ? (header as WeightHeader) : null;
  } catch {
    return null;
  }
}
