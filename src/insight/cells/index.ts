import { createRegistry } from '../../registry.js';
import { gru } from './gru.js';
import { lstm } from './lstm.js';
import { rnn } from './rnn.js';

/** The cells that can be looked into. */
export const cellSteps = createRegistry('cell', [rnn, gru, lstm]);
