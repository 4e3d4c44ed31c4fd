import { createRegistry } from '../../registry.js';
import { gru } from './gru.js';
import { gruResetAfter } from './gru-reset-after.js';
import { lstm } from './lstm.js';
import { rnn } from './rnn.js';

/** The cells that can be looked into. */
export const cellSteps = createRegistry('cell', [rnn, gru, gruResetAfter, lstm]);

/** Those that are trained side by side when nobody names others. */
export const usualCells = [rnn, gru, lstm].map(({ name }) => name);
