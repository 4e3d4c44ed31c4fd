import { createRegistry } from '../../../registry.js';
import { activation } from './activation.js';
import { add } from './add.js';
import { concat } from './concat.js';
import { dropout } from './dropout.js';
import { last } from './last.js';
import { linear } from './linear.js';
import { recurrent } from './recurrent.js';
import { repeat } from './repeat.js';
import { reshape } from './reshape.js';
import { slice } from './slice.js';

/** Every kind of node that a network may be made of. */
export const nodeKinds = createRegistry('node kind', [
  linear,
  recurrent,
  dropout,
  add,
  concat,
  slice,
  reshape,
  last,
  repeat,
  activation,
]);
