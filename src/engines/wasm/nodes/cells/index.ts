import { createRegistry } from '../../../../registry.js';
import { gru } from './gru.js';
import { gruResetAfter } from './gru-reset-after.js';
import { lstm } from './lstm.js';
import { rnn } from './rnn.js';

/** The cells a recurrent layer can be made of. */
export const cells = createRegistry('recurrent cell', [rnn, gru, gruResetAfter, lstm]);

/** The registered name of a node's cell; a gru has two forms. */
export function cellName(node: { readonly cell: string; readonly resetAfter?: boolean }): string {
  return node.resetAfter ? `${node.cell}-reset-after` : node.cell;
}
