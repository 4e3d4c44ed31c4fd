import { createRegistry } from '../../registry.js';
import { bottomUp, minimumTrace, type ReconcileMethod, topDown } from './reconcile.js';

/** Every way to make forecasts add up. */
export const reconcilers = createRegistry<ReconcileMethod>('reconciliation', [
  bottomUp,
  topDown,
  minimumTrace,
]);
