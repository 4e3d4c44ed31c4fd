import { createRegistry } from '../registry.js';
import { drift } from './drift.js';
import { esrnn } from './esrnn.js';
import { ets } from './ets.js';
import { gru } from './gru.js';
import { linear } from './linear.js';
import { lstm } from './lstm.js';
import { mean } from './mean.js';
import { mstl } from './mstl.js';
import { naive } from './naive.js';
import { naive2 } from './naive2.js';
import { rnn } from './rnn.js';
import { seasonalNaive } from './seasonal-naive.js';
import { segrnn } from './segrnn.js';
import { theta } from './theta.js';
import { transformer } from './transformer.js';

/** Every forecaster: add one here, and flags, help, docs and the contract tests know it. */
export const models = createRegistry('model', [
  naive,
  seasonalNaive,
  drift,
  mean,
  naive2,
  theta,
  ets,
  mstl,
  linear,
  rnn,
  gru,
  lstm,
  segrnn,
  transformer,
  esrnn,
]);
