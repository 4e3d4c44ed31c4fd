import { recurrentFamily } from './recurrent.js';

export const rnnNetwork = recurrentFamily('rnn', 'plain recurrent network (Elman 1990)');
