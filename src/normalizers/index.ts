import { createRegistry } from '../registry.js';
import { difference } from './difference.js';
import { last } from './last.js';
import { log } from './log.js';
import { minmax } from './minmax.js';
import { none } from './none.js';
import { revin } from './revin.js';
import { robust } from './robust.js';
import { standard } from './standard.js';

export const normalizers = createRegistry('normalizer', [
  revin,
  last,
  standard,
  minmax,
  robust,
  log,
  difference,
  none,
]);
