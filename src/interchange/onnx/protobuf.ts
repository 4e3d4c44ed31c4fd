/**
 * As much of the protocol buffers' wire format as an ONNX model needs: fields of a message, in the
 * order given, by their numbers in onnx.proto (github.com/onnx/onnx, onnx/onnx.proto).
 */
export type Field = Uint8Array;

const VARINT = 0;
const BYTES = 2;
const FIXED_32 = 5;

/** A message is its fields one after the other. */
export function message(...fields: readonly (Field | readonly Field[])[]): Uint8Array {
  return joined(fields.flatMap((field) => (field instanceof Uint8Array ? [field] : [...field])));
}

/** A whole number, at most 2^53 in size; negative ones take ten bytes. */
export const integer = (number: number, value: number): Field =>
  joined([varint(number * 8 + VARINT), varint(value)]);

export function float(number: number, value: number): Field {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return joined([varint(number * 8 + FIXED_32), bytes]);
}

export const bytes = (number: number, value: Uint8Array): Field =>
  joined([varint(number * 8 + BYTES), varint(value.length), value]);

export const text = (number: number, value: string): Field =>
  bytes(number, new TextEncoder().encode(value));

/** Seven bits a byte, the lowest first, the top bit says that more follow. */
function varint(value: number): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value));
  const out: number[] = [];
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    out.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return Uint8Array.from(out);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
