import { recurrentFamily } from './recurrent.js';

export const lstmNetwork = recurrentFamily(
  'lstm',
  'long short-term memory (Hochreiter & Schmidhuber 1997)',
);
