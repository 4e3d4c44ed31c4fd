import { createHash } from 'node:crypto';
import type { TypedArray } from './tree.js';

/**
 * The bytes of a model file. All numbers are little-endian, as typed arrays are on every platform that
 * Node runs WebAssembly on.
 *
 * | bytes | what |
 * |---|---|
 * | 8 | `GATECAST` |
 * | 4 | format version |
 * | 4 | length of the header |
 * | … | header: UTF-8 JSON, padded with spaces to a multiple of 8 |
 * | … | arrays, each padded with zeros to a multiple of 8 |
 * | 32 | SHA-256 of everything before |
 *
 * Magic, version, header length and checksum keep their places in every later version, so that any
 * version can tell a damaged file from a newer one.
 */
export interface Container {
  readonly version: number;
  readonly header: unknown;
  readonly arrays: readonly TypedArray[];
}

export const MAGIC = 'GATECAST';
const PREFIX = 16;
const CHECKSUM = 32;
const ALIGNMENT = 8;

const KINDS = { f32: Float32Array, f64: Float64Array, i32: Int32Array } as const;
type Kind = keyof typeof KINDS;

interface ArrayPlace {
  readonly kind: Kind;
  readonly length: number;
}

/** Header and arrays as bytes; the same contents give the same bytes. */
export function encodeContainer({ version, header, arrays }: Container): Uint8Array {
  const places = arrays.map((array) => ({ kind: kindOf(array), length: array.length }));
  const json = new TextEncoder().encode(JSON.stringify({ header, arrays: places }));
  const headerLength = aligned(json.length);
  const arraysLength = arrays.reduce((sum, array) => sum + aligned(array.byteLength), 0);
  const bytes = new Uint8Array(PREFIX + headerLength + arraysLength + CHECKSUM);
  bytes.set(new TextEncoder().encode(MAGIC));
  const view = new DataView(bytes.buffer);
  view.setUint32(8, version, true);
  view.setUint32(12, headerLength, true);
  bytes.fill(0x20, PREFIX, PREFIX + headerLength);
  bytes.set(json, PREFIX);
  let offset = PREFIX + headerLength;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += aligned(array.byteLength);
  }
  bytes.set(checksum(bytes.subarray(0, offset)), offset);
  return bytes;
}

/** Why bytes are not a whole container. */
export type ContainerFault = 'foreign' | 'damaged';

/** The container of these bytes, or what is wrong with them; the checksum is looked at first. */
export function decodeContainer(bytes: Uint8Array): Container | ContainerFault {
  if (!startsAsModel(bytes)) return 'foreign';
  const end = bytes.length - CHECKSUM;
  if (end < PREFIX || !equal(checksum(bytes.subarray(0, end)), bytes.subarray(end))) {
    return 'damaged';
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = PREFIX + view.getUint32(12, true);
  if (start > end) return 'damaged';
  const { header, places } = parseHeader(bytes.subarray(PREFIX, start));
  const arrays = places && readArrays(bytes.subarray(start, end), places);
  return arrays ? { version: view.getUint32(8, true), header, arrays } : 'damaged';
}

function parseHeader(bytes: Uint8Array): { header: unknown; places: ArrayPlace[] | null } {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof parsed !== 'object' || parsed === null) return { header: null, places: null };
    if (!('header' in parsed && 'arrays' in parsed)) return { header: null, places: null };
    const { header, arrays } = parsed;
    const valid = Array.isArray(arrays) && arrays.every(isPlace);
    return { header, places: valid ? arrays : null };
  } catch {
    return { header: null, places: null };
  }
}

function isPlace(value: unknown): value is ArrayPlace {
  if (typeof value !== 'object' || value === null) return false;
  if (!('kind' in value && 'length' in value)) return false;
  return Object.hasOwn(KINDS, String(value.kind)) && Number.isSafeInteger(value.length);
}

/** Null unless the arrays fill the bytes exactly. */
function readArrays(bytes: Uint8Array, places: readonly ArrayPlace[]): TypedArray[] | null {
  const arrays: TypedArray[] = [];
  let offset = 0;
  for (const { kind, length } of places) {
    const size = length * KINDS[kind].BYTES_PER_ELEMENT;
    if (length < 0 || offset + aligned(size) > bytes.length) return null;
    // A copy, because the position of the bytes in their buffer need not be aligned.
    const copy = new Uint8Array(bytes.subarray(offset, offset + size));
    arrays.push(new KINDS[kind](copy.buffer));
    offset += aligned(size);
  }
  return offset === bytes.length ? arrays : null;
}

function kindOf(array: TypedArray): Kind {
  if (array instanceof Float32Array) return 'f32';
  return array instanceof Float64Array ? 'f64' : 'i32';
}

const aligned = (length: number) => Math.ceil(length / ALIGNMENT) * ALIGNMENT;

const checksum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

const equal = (a: Uint8Array, b: Uint8Array) => a.every((byte, i) => byte === b[i]);

/** Whether the first bytes are those of a model file. */
export const startsAsModel = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, MAGIC.length)) === MAGIC;
