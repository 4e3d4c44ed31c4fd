import { createRegistry } from '../registry.js';
import { drift } from './drift.js';
import { esrnn } from './esrnn/esrnn.js';
import { linear } from './linear.js';
import { mean } from './mean.js';
import { naive } from './naive.js';
import { gru } from './neural/gru.js';
import { lstm } from './neural/lstm.js';
import { rnn } from './neural/rnn.js';
import { segrnn } from './neural/segrnn.js';
import { transformer } from './neural/transformer.js';
import { seasonalNaive } from './seasonal-naive.js';
import { ets } from './statistical/ets.js';
import { mstl } from './statistical/mstl.js';
import { naive2 } from './statistical/naive2.js';
import { theta } from './statistical/theta.js';

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
