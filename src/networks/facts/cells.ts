import { createRegistry } from '../../registry.js';
import type { Initializer } from '../initializers.js';
import type { ParameterSpec } from './node-facts.js';

/** What a recurrent cell learns. */
interface CellParameters {
  readonly name: string;
  parameters(inputs: number, units: number): readonly ParameterSpec[];
}

/**
 * Kernel, recurrent kernel and bias of a cell in Keras' layout: the gates side by side in the columns.
 * `biases` gives the bias's start gate by gate.
 */
function gateParameters(
  inputs: number,
  units: number,
  biases: readonly Initializer[],
): readonly ParameterSpec[] {
  const width = biases.length * units;
  const every = (initializer: Initializer) => biases.map(() => initializer);
  return [
    { role: 'kernel', shape: [inputs, width], initializers: every('xavier'), decays: true },
    { role: 'recurrent', shape: [units, width], initializers: every('orthogonal'), decays: true },
    { role: 'bias', shape: [width], initializers: biases, decays: false },
  ];
}

const gates = (name: string, ...biases: readonly Initializer[]): CellParameters => ({
  name,
  parameters: (inputs, units) => gateParameters(inputs, units, biases),
});

const gru = gates('gru', 'zeros', 'zeros', 'zeros');

/** The parameters of the cells a recurrent layer can be made of; an LSTM's forget gate starts open. */
export const cellParameters = createRegistry('recurrent cell', [
  gates('rnn', 'zeros'),
  gru,
  {
    name: 'gru-reset-after',
    parameters: (inputs, units) => [
      ...gru.parameters(inputs, units),
      { role: 'recurrentBias', shape: [units], initializers: ['zeros'], decays: false },
    ],
  },
  gates('lstm', 'zeros', 'ones', 'zeros', 'zeros'),
]);

/** The registered name of a node's cell; a gru has two forms. */
export function cellName(node: { readonly cell: string; readonly resetAfter?: boolean }): string {
  return node.resetAfter ? `${node.cell}-reset-after` : node.cell;
}
