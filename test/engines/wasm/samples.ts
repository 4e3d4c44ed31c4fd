import type { Batch } from '../../../src/engines/engine.js';
import { sizeOf } from '../../../src/networks/facts/shape.js';
import { shapesOf, targetsOf } from '../../../src/networks/parameters.js';
import type { LossSpec, NetworkSpec, NodeSpec } from '../../../src/networks/spec.js';
import { createRandom } from '../../../src/random.js';

type Recurrent = Extract<NodeSpec, { kind: 'recurrent' }>;

/** A recurrent node with everything unusual switched off. */
export function recurrent(
  change: Partial<Recurrent> & Pick<Recurrent, 'cell' | 'units'>,
): Recurrent {
  return {
    kind: 'recurrent',
    id: 'layer',
    from: 'x',
    sequence: false,
    reverse: false,
    recurrentDropout: 0,
    ...change,
  };
}

/** A linear node with a bias. */
export function linear(id: string, from: string, units: number): NodeSpec {
  return { kind: 'linear', id, from, units, bias: true, init: 'xavier' };
}

/** A node's numbers as one vector of this length. */
export function flat(id: string, from: string, length: number): NodeSpec {
  return { kind: 'reshape', id, from, shape: [length] };
}

/** A network that reads one sequence "x" and whose last node is the output. */
export function network(
  shape: readonly number[],
  nodes: readonly NodeSpec[],
  loss: LossSpec = { kind: 'mse' },
): NetworkSpec {
  return { inputs: [{ id: 'x', shape }], nodes, output: nodes.at(-1)!.id, loss };
}

/** Numbers between -1 and 1, the same for the same seed. */
export function numbers(length: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length }, () => random.uniform() * 2 - 1);
}

/** A batch of random numbers that fits the network; every `missing`-th target is NaN. */
export function batchFor(spec: NetworkSpec, size: number, missing = 0): Batch {
  const inputs = Object.fromEntries(
    spec.inputs.map(({ id, shape }, i) => [id, numbers(size * sizeOf(shape), 10 + i)]),
  );
  const targets = numbers(size * targetsOf(spec, shapesOf(spec)), 7);
  if (missing > 0) for (let i = 0; i < targets.length; i += missing) targets[i] = Number.NaN;
  return { size, inputs, targets };
}

const cells: readonly (Pick<Recurrent, 'cell'> & Partial<Recurrent>)[] = [
  { cell: 'rnn' },
  { cell: 'gru' },
  { cell: 'gru', resetAfter: true },
  { cell: 'lstm' },
];

function stepOf(form: Pick<Recurrent, 'cell'> & Partial<Recurrent>): NodeSpec {
  const shared = { kind: 'step', id: 'decoded', from: ['placed', 'layer'] } as const;
  const cell = form.cell === 'rnn' ? 'rnn' : 'gru';
  const { resetAfter = false } = form;
  return { ...shared, weightsOf: 'layer', cell, units: 5, resetAfter };
}

/** A network of which two inputs are made by something that learns as well. */
export const learningInputs: NetworkSpec = {
  inputs: [
    { id: 'x', shape: [5, 3], learns: true },
    { id: 'base', shape: [10], learns: true },
    { id: 'given', shape: [5, 2] },
  ],
  nodes: [
    { kind: 'concat', id: 'all', from: ['x', 'given'] },
    recurrent({ cell: 'lstm', from: 'all', units: 4, sequence: true, dilation: 2 }),
    linear('each', 'layer', 2),
    flat('flat', 'each', 10),
    { kind: 'add', id: 'y', from: ['base', 'flat'] },
  ],
  output: 'y',
  loss: { kind: 'mse' },
};

/** Small networks, with odd sizes, in which every node kind and every variant of it occurs. */
export const samples: readonly { readonly name: string; readonly spec: NetworkSpec }[] = [
  ...cells.flatMap((cell) => {
    const name = cell.resetAfter ? `${cell.cell} (reset after)` : cell.cell;
    const head = linear('y', 'layer', 3);
    return [
      {
        name: `${name}, last state`,
        spec: network([5, 3], [recurrent({ ...cell, units: 6 }), head]),
      },
      {
        name: `${name}, read backward`,
        spec: network([4, 2], [recurrent({ ...cell, units: 9, reverse: true }), head]),
      },
      {
        name: `${name}, two layers, dilated`,
        spec: network(
          [5, 3],
          [
            recurrent({ ...cell, id: 'first', units: 7, sequence: true, dilation: 2 }),
            recurrent({ ...cell, from: 'first', units: 5, dilation: 3 }),
            head,
          ],
        ),
      },
      {
        name: `${name}, sequence backward, one unit`,
        spec: network(
          [3, 1],
          [
            recurrent({ ...cell, id: 'first', units: 1, sequence: true, reverse: true }),
            recurrent({ ...cell, from: 'first', units: 2 }),
            head,
          ],
        ),
      },
    ];
  }),
  {
    name: 'linear over steps, without bias, flattened',
    spec: network(
      [4, 3],
      [
        { kind: 'linear', id: 'each', from: 'x', units: 5, bias: false, init: 'xavier' },
        { kind: 'reshape', id: 'flat', from: 'each', shape: [20] },
        linear('y', 'flat', 2),
      ],
    ),
  },
  {
    name: 'linear layers with more rows and columns than are summed at a time',
    spec: network(
      [20, 3],
      [
        linear('wide', 'x', 66),
        linear('each', 'wide', 2),
        flat('all', 'each', 40),
        linear('y', 'all', 2),
      ],
    ),
  },
  {
    name: 'reshape to other steps and back',
    spec: network(
      [4, 3],
      [
        linear('first', 'x', 3),
        { kind: 'reshape', id: 'segments', from: 'first', shape: [2, 6] },
        linear('second', 'segments', 4),
        { kind: 'reshape', id: 'same', from: 'second', shape: [2, 1, 4] },
        { kind: 'reshape', id: 'y', from: 'same', shape: [8] },
      ],
    ),
  },
  {
    name: 'add, concat, slice of shared values',
    spec: network(
      [3, 4],
      [
        linear('a', 'x', 3),
        linear('b', 'x', 3),
        { kind: 'add', id: 'sum', from: ['a', 'b', 'a'] },
        { kind: 'concat', id: 'joined', from: ['sum', 'x', 'b'] },
        { kind: 'slice', id: 'part', from: 'joined', start: 1, size: 7 },
        { kind: 'last', id: 'last', from: 'part' },
        linear('y', 'last', 2),
      ],
    ),
  },
  {
    name: 'repeat, and a layer over it',
    spec: network(
      [3, 2],
      [
        recurrent({ cell: 'gru', units: 3 }),
        { kind: 'repeat', id: 'again', from: 'layer', steps: 4 },
        recurrent({ cell: 'rnn', units: 5, id: 'decoder', from: 'again', sequence: true }),
        linear('each', 'decoder', 1),
        { kind: 'reshape', id: 'y', from: 'each', shape: [4] },
      ],
    ),
  },
  ...(['tanh', 'sigmoid', 'relu', 'gelu'] as const).map((name) => ({
    name: `activation ${name}`,
    spec: network(
      [3],
      [
        linear('before', 'x', 7),
        { kind: 'activation', id: 'bent', from: 'before', function: name },
        linear('y', 'bent', 2),
      ],
    ),
  })),
  {
    name: 'dropout, which is off outside training steps',
    spec: network(
      [3],
      [
        linear('before', 'x', 7),
        { kind: 'dropout', id: 'dropped', from: 'before', rate: 0.4 },
        linear('y', 'dropped', 2),
      ],
    ),
  },
  {
    name: 'layer normalisation between layers',
    spec: network(
      [3, 2],
      [
        linear('before', 'x', 7),
        { kind: 'layernorm', id: 'normal', from: 'before' },
        { kind: 'transpose', id: 'turned', from: 'normal' },
        linear('each', 'turned', 2),
        { kind: 'reshape', id: 'flat', from: 'each', shape: [14] },
        linear('y', 'flat', 2),
      ],
    ),
  },
  {
    name: 'attention with positions, two heads',
    spec: network(
      [5, 3],
      [
        linear('tokens', 'x', 6),
        { kind: 'position', id: 'placed', from: 'tokens' },
        linear('query', 'placed', 6),
        linear('key', 'placed', 6),
        linear('value', 'placed', 6),
        { kind: 'attention', id: 'mixed', from: ['query', 'key', 'value'], heads: 2 },
        { kind: 'add', id: 'sum', from: ['placed', 'mixed'] },
        { kind: 'reshape', id: 'flat', from: 'sum', shape: [30] },
        linear('y', 'flat', 2),
      ],
    ),
  },
  {
    name: 'embedding of known and unknown categories',
    spec: network(
      [4, 1],
      [
        // Inputs lie between -1 and 1: half of them are category 0, the others unknown.
        { kind: 'embedding', id: 'looked', from: 'x', categories: 1, units: 3 },
        recurrent({ cell: 'rnn', from: 'looked', units: 4 }),
        linear('y', 'layer', 2),
      ],
    ),
  },
  ...cells
    .filter(({ cell }) => cell !== 'lstm')
    .map((form) => ({
      name: `one step of a ${form.cell}${form.resetAfter ? ' (reset after)' : ''} everywhere`,
      spec: network(
        [4, 3],
        [
          recurrent({ ...form, units: 5 }),
          linear('seed', 'layer', 3),
          { kind: 'repeat', id: 'again', from: 'seed', steps: 3 },
          { kind: 'position', id: 'placed', from: 'again' },
          stepOf(form),
          linear('each', 'decoded', 2),
          { kind: 'reshape', id: 'y', from: 'each', shape: [6] },
        ],
      ),
    })),
  ...(
    [
      { kind: 'mae' },
      { kind: 'huber', delta: 0.3 },
      { kind: 'pinball', probabilities: [0.1, 0.5, 0.9] },
      { kind: 'pinball', probabilities: [0.1, 0.5, 0.9], squashed: true },
    ] as const
  ).map((loss) => ({
    name: `loss ${'squashed' in loss ? 'squashed ' : ''}${loss.kind}`,
    spec: network([3], [linear('y', 'x', 6)], loss),
  })),
];
