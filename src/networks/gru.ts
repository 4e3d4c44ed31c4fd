import { recurrentFamily } from './recurrent.js';

export const gruNetwork = recurrentFamily('gru', 'gated recurrent unit (Cho et al. 2014)');
