import { createRegistry } from '../registry.js';
import { gruNetwork } from './gru.js';
import { lstmNetwork } from './lstm.js';
import { rnnNetwork } from './rnn.js';
import { segrnnNetwork } from './segrnn.js';
import { transformerNetwork } from './transformer.js';

export const networks = createRegistry('network', [
  rnnNetwork,
  gruNetwork,
  lstmNetwork,
  segrnnNetwork,
  transformerNetwork,
]);
