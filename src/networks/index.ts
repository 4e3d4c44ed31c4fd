import { createRegistry } from '../registry.js';
import { gruNetwork } from './gru.js';
import { lstmNetwork } from './lstm.js';
import { rnnNetwork } from './rnn.js';

export const networks = createRegistry('network', [gruNetwork, lstmNetwork, rnnNetwork]);
