import type { InputSpec } from '../../networks/spec.js';
import type { Values } from '../parameters.js';
import { bytes, type Field, float, integer, message, text } from './protobuf.js';

/** Operators as of this version of ONNX' operator set (LayerNormalization came with 17). */
const OPSET = 17;
/** Version of the file format that goes with it. */
const IR_VERSION = 8;

// TensorProto.DataType
const FLOAT = 1;
const INT64 = 7;

/** An attribute of an operator: one whole number, several, a real number or a word. */
export type Attribute =
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly float: number }
  | { readonly text: string };

export type Attributes = Readonly<Record<string, Attribute>>;

/** NodeProto { input = 1, output = 2, name = 3, op_type = 4, attribute = 5 } */
export function nodeProto(
  type: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Attributes,
): Uint8Array {
  return message(
    inputs.map((name) => text(1, name)),
    outputs.map((name) => text(2, name)),
    text(3, `${type} ${outputs.find((name) => name !== '')}`),
    text(4, type),
    Object.entries(attributes).map(([name, value]) => bytes(5, attributeProto(name, value))),
  );
}

/** AttributeProto { name = 1, f = 2, i = 3, s = 4, ints = 8, type = 20 } */
function attributeProto(name: string, value: Attribute): Uint8Array {
  if ('int' in value) return message(text(1, name), integer(3, value.int), integer(20, 2));
  if ('float' in value) return message(text(1, name), float(2, value.float), integer(20, 1));
  if ('text' in value) return message(text(1, name), text(4, value.text), integer(20, 3));
  return message(
    text(1, name),
    value.ints.map((item) => integer(8, item)),
    integer(20, 7),
  );
}

/** TensorProto { dims = 1, data_type = 2, name = 8, raw_data = 9 } of 32-bit floats */
export function floatTensor(name: string, { shape, data }: Values): Uint8Array {
  const raw = new DataView(new ArrayBuffer(4 * data.length));
  data.forEach((value, i) => {
    raw.setFloat32(4 * i, value, true);
  });
  return tensorProto(name, shape, FLOAT, raw);
}

/** The same of 64-bit whole numbers: shapes, axes and indices. */
export function integerTensor(
  name: string,
  values: readonly number[],
  shape: readonly number[] = [values.length],
): Uint8Array {
  const raw = new DataView(new ArrayBuffer(8 * values.length));
  values.forEach((value, i) => {
    raw.setBigInt64(8 * i, BigInt(value), true);
  });
  return tensorProto(name, shape, INT64, raw);
}

function tensorProto(name: string, shape: readonly number[], type: number, raw: DataView) {
  return message(
    shape.map((axis) => integer(1, axis)),
    integer(2, type),
    text(8, name),
    bytes(9, new Uint8Array(raw.buffer)),
  );
}

/** ValueInfoProto { name = 1, type = 2 { tensor_type = 1 { elem_type = 1, shape = 2 { dim = 1 } } } } */
function valueProto({ id, shape }: InputSpec): Uint8Array {
  const batch = message(text(2, 'batch')); // dim_param = 2: any size
  const axes = shape.map((axis) => message(integer(1, axis))); // dim_value = 1
  const dimensions = [batch, ...axes].map((axis): Field => bytes(1, axis));
  const tensor = message(integer(1, FLOAT), bytes(2, message(dimensions)));
  return message(text(1, id), bytes(2, message(bytes(1, tensor))));
}

/** What a graph is made of: protos of its nodes and constants. */
export interface GraphParts {
  readonly nodes: readonly Uint8Array[];
  readonly constants: readonly Uint8Array[];
  readonly inputs: readonly InputSpec[];
  readonly output: InputSpec;
}

/**
 * ModelProto { ir_version = 1, producer_name = 2, graph = 7, opset_import = 8 { version = 2 } } with
 * GraphProto { node = 1, name = 2, initializer = 5, input = 11, output = 12 }
 */
export function modelProto(
  { nodes, constants, inputs, output }: GraphParts,
  producer: string,
): Uint8Array {
  const graph = message(
    nodes.map((node) => bytes(1, node)),
    text(2, 'gatecast'),
    constants.map((tensor) => bytes(5, tensor)),
    inputs.map((input) => bytes(11, valueProto(input))),
    bytes(12, valueProto(output)),
  );
  return message(
    integer(1, IR_VERSION),
    text(2, producer),
    bytes(7, graph),
    bytes(8, message(integer(2, OPSET))),
  );
}
