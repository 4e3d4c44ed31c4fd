import { createRegistry } from '../../registry.js';
import { activation } from './activation.js';
import { add } from './add.js';
import { attention } from './attention.js';
import { concat } from './concat.js';
import { dropout } from './dropout.js';
import { embedding } from './embedding.js';
import { last } from './last.js';
import { layernorm } from './layernorm.js';
import { linear } from './linear.js';
import { position } from './position.js';
import { recurrent } from './recurrent.js';
import { repeat } from './repeat.js';
import { reshape } from './reshape.js';
import { slice } from './slice.js';
import { step } from './step.js';
import { transpose } from './transpose.js';

/** What is true of every kind of node that a network may be made of. */
export const factsOfKind = createRegistry('node kind', [
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
  transpose,
  position,
  embedding,
  layernorm,
  attention,
  step,
]);
