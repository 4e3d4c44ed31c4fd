import { createRegistry } from '../../../../registry.js';
import { gru } from './gru.js';
import { gruResetAfter } from './gru-reset-after.js';
import { lstm } from './lstm.js';
import { rnn } from './rnn.js';

/** The cells a recurrent layer can be made of. */
export const cells = createRegistry('recurrent cell', [rnn, gru, gruResetAfter, lstm]);
