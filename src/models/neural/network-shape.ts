import { sizeOf } from '../../networks/facts/shape.js';
import { shapesOf } from '../../networks/parameters.js';
import type { InputSpec, LossSpec, NetworkSpec, NodeSpec } from '../../networks/spec.js';
import {
  count,
  finite,
  flag,
  object,
  oneOf,
  orElse,
  probability,
  ShapeError,
  shortList,
  size,
  text,
  tree,
  type Validator,
} from '../shape.js';

/** Nodes and inputs of a network at most, and numbers in one pass of one row through it. */
const MOST_NODES = 2000;
const MOST_INPUTS = 100;
const MOST_NUMBERS = 8e6;

const axes = shortList(size, 3, 1);
const optionalFlag = orElse(flag, false);

const share: Validator<number> = (value, place) => {
  const part = finite(value, place);
  if (part >= 0 && part < 1) return part;
  throw new ShapeError(`${place} is not a share below 1`);
};

/** What a node of each kind says besides its kind, its id and what it reads. */
const FIELDS: Readonly<Record<NodeSpec['kind'], Readonly<Record<string, Validator<unknown>>>>> = {
  linear: {
    units: size,
    bias: flag,
    init: oneOf(['xavier', 'zeros']),
    frozen: optionalFlag,
  },
  recurrent: {
    cell: oneOf(['rnn', 'gru', 'lstm']),
    units: size,
    sequence: flag,
    reverse: flag,
    recurrentDropout: share,
    resetAfter: optionalFlag,
    dilation: orElse(size, 1),
  },
  dropout: { rate: share },
  add: {},
  concat: {},
  slice: { start: count, size },
  reshape: { shape: axes },
  last: {},
  repeat: { steps: size },
  transpose: {},
  position: {},
  embedding: { categories: size, units: size },
  layernorm: {},
  attention: { heads: size },
  step: {
    weightsOf: text,
    cell: oneOf(['rnn', 'gru']),
    units: size,
    resetAfter: optionalFlag,
  },
  activation: { function: oneOf(['tanh', 'sigmoid', 'relu', 'gelu']) },
};
const kinds = Object.keys(FIELDS) as NodeSpec['kind'][];

const sources: Validator<string | string[]> = (value, place) =>
  Array.isArray(value) ? shortList(text, MOST_INPUTS, 1)(value, place) : text(value, place);

const node: Validator<NodeSpec> = (value, place) => {
  const record = tree(value, place);
  const fields = FIELDS[oneOf(kinds)(record.kind, `${place}.kind`)];
  text(record.id, `${place}.id`);
  sources(record.from, `${place}.from`);
  for (const [name, shape] of Object.entries(fields)) shape(record[name], `${place}.${name}`);
  return record as unknown as NodeSpec;
};

const input: Validator<InputSpec> = (value, place) => {
  const record = tree(value, place);
  optionalFlag(record.learns, `${place}.learns`);
  object<Pick<InputSpec, 'id' | 'shape'>>({ id: text, shape: axes })(record, place);
  return record as unknown as InputSpec;
};

const loss: Validator<LossSpec> = (value, place) => {
  const { kind, delta, probabilities } = tree(value, place);
  switch (oneOf(['mse', 'mae', 'huber', 'pinball'])(kind, `${place}.kind`)) {
    case 'huber':
      return { kind: 'huber', delta: finite(delta, `${place}.delta`) };
    case 'pinball':
      return {
        kind: 'pinball',
        probabilities: shortList(probability, 1000, 1)(probabilities, `${place}.probabilities`),
      };
    default:
      return { kind: kind === 'mse' ? 'mse' : 'mae' };
  }
};

const parts = object<NetworkSpec>({
  inputs: shortList(input, MOST_INPUTS, 1),
  nodes: shortList(node, MOST_NODES),
  output: text,
  loss,
});

/** A network whose nodes read what is before them, and whose sizes one machine can hold. */
export const networkShape: Validator<NetworkSpec> = (value, place) => {
  const spec = parts(value, place);
  requireSharedCells(spec, place);
  const numbers = [...shapesOf(spec).values()].reduce((sum, shape) => sum + sizeOf(shape), 0);
  if (numbers <= MOST_NUMBERS) return spec;
  throw new ShapeError(`${place} takes ${numbers} numbers a row, more than ${MOST_NUMBERS}`);
};

/** A step works with the weights of a recurrent layer before it, and of the same form. */
function requireSharedCells({ nodes }: NetworkSpec, place: string): void {
  for (const [at, step] of nodes.entries()) {
    if (step.kind !== 'step') continue;
    const owner = nodes.slice(0, at).find(({ id }) => id === step.weightsOf);
    const fits =
      owner?.kind === 'recurrent' &&
      owner.cell === step.cell &&
      owner.units === step.units &&
      (owner.resetAfter ?? false) === (step.resetAfter ?? false);
    if (!fits) throw new ShapeError(`${place}: "${step.id}" has no layer to share weights with`);
  }
}
