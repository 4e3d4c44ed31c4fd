import { createRegistry } from '../registry.js';
import { bias } from './bias.js';
import { coverage } from './coverage.js';
import { crps } from './crps.js';
import { directionalAccuracy } from './directional-accuracy.js';
import { mae } from './mae.js';
import { mape } from './mape.js';
import { mase } from './mase.js';
import type { Metric } from './metric.js';
import { mse } from './mse.js';
import { owa } from './owa.js';
import { pinball } from './pinball.js';
import { rmse } from './rmse.js';
import { rmsse } from './rmsse.js';
import { smape } from './smape.js';
import { wape } from './wape.js';
import { winkler } from './winkler.js';

/** Every score, in the order they are shown. */
export const metrics = createRegistry<Metric>('metric', [
  mae,
  rmse,
  mse,
  mape,
  smape,
  wape,
  mase,
  rmsse,
  owa,
  bias,
  coverage,
  winkler,
  pinball,
  crps,
  directionalAccuracy,
]);
