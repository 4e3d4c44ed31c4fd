import { networks } from '../networks/index.js';
import { createRegistry } from '../registry.js';
import { interruptible } from './apart.js';
import { arima } from './arima/arima.js';
import { createAuto } from './auto/auto.js';
import { drift } from './drift.js';
import { esrnn } from './esrnn/esrnn.js';
import { croston, sba, tsb } from './intermittent/croston.js';
import { linear } from './linear.js';
import { mean } from './mean.js';
import type { Model } from './model.js';
import { naive } from './naive.js';
import { createNeural } from './neural/neural.js';
import { onWallClock } from './on-wall-clock.js';
import { pretrained } from './pretrained/pretrained.js';
import { withRegressors } from './regressors/regressed.js';
import { seasonalNaive } from './seasonal-naive.js';
import { ets } from './statistical/ets.js';
import { mstl } from './statistical/mstl.js';
import { naive2 } from './statistical/naive2.js';
import { theta } from './statistical/theta.js';

/** Each sees the series of a zone on the wall clock, and `auto` combines them. */
function register(entries: readonly Model[]) {
  const seen = entries.map(onWallClock);
  return createRegistry('model', [...seen, createAuto(seen)]);
}

/** Every forecaster, and every network as one: add one here, and flags, help, docs and the contract tests know it. */
export const models = register([
  naive,
  seasonalNaive,
  drift,
  mean,
  naive2,
  ...[
    withRegressors(theta),
    withRegressors(ets),
    withRegressors(mstl),
    arima,
    croston,
    sba,
    tsb,
    withRegressors(linear),
  ].map(interruptible),
  ...networks.entries.map(createNeural),
  esrnn,
  pretrained,
]);
