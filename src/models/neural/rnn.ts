import { rnnNetwork } from '../../networks/rnn.js';
import { createNeural } from './neural.js';

export const rnn = createNeural(rnnNetwork);
