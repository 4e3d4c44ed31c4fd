import { solvePositiveDefinite } from '../../regression/cholesky.js';
import type { Hierarchy } from './hierarchy.js';
import { shrunkCovariance } from './shrinkage.js';

/**
 * Makes of base forecasts of all nodes those of the bottom, whose sums all others are.
 * @param base - one forecast a node // (nodes)
 * @returns (bottom)
 */
export type Reconciliation = (base: Float64Array) => Float64Array;

/** A registry entry: a way to make forecasts add up. */
export interface ReconcileMethod {
  readonly name: string;
  readonly summary: string;
  /** @param errors - of earlier forecasts // (rows) × (nodes) */
  prepare(hierarchy: Hierarchy, errors: readonly Float64Array[]): Reconciliation;
}

/** What stands at the bottom is right. */
export const bottomUp: ReconcileMethod = {
  name: 'bottom-up',
  summary: 'the bottom is forecast, everything above is its sum',
  prepare:
    ({ nodes, bottom }) =>
    (base) =>
      base.slice(nodes.length - bottom),
};

/** The total is right, and is shared out, level by level, as the base forecasts of the children say. */
export const topDown: ReconcileMethod = {
  name: 'top-down',
  summary: 'the total is forecast, and shared out as the forecasts below it are to each other',
  prepare:
    ({ nodes, bottom }) =>
    (base) => {
      const shared = new Float64Array(nodes.length);
      for (const [i, { parent }] of nodes.entries()) {
        if (parent === null) {
          shared[i] = base[i]!;
          continue;
        }
        const siblings = [...nodes.keys()].filter((other) => nodes[other]!.parent === parent);
        const sum = siblings.reduce((total, other) => total + Math.max(0, base[other]!), 0);
        const share = sum > 0 ? Math.max(0, base[i]!) / sum : 1 / siblings.length;
        shared[i] = share * shared[parent]!;
      }
      return shared.subarray(nodes.length - bottom);
    },
};

/**
 * The combination of all base forecasts with the least variance of its errors, of those that leave right
 * forecasts as they are: b = (S'W⁻¹S)⁻¹S'W⁻¹ŷ, with the shrunk covariance W of earlier errors
 * (Wickramasuriya, Athanasopoulos & Hyndman 2019). Without errors, W is how many series a node sums up.
 */
export const minimumTrace: ReconcileMethod = {
  name: 'mint',
  summary: 'all levels are forecast, and weighed by the covariance of their errors (MinT, shrunk)',
  prepare(hierarchy, errors) {
    const { nodes, bottom } = hierarchy;
    const n = nodes.length;
    const covariance = errors.length >= 2 ? shrunkCovariance(errors) : structural(hierarchy);
    // Columns of S, and of the weighted W⁻¹S.
    const summing = new Float64Array(n * bottom);
    for (const [i, { leaves }] of nodes.entries())
      for (const leaf of leaves) summing[i * bottom + leaf] = 1;
    const weighted = summing.slice();
    if (!solvePositiveDefinite(covariance, n, weighted, bottom)) {
      return this.prepare(hierarchy, []);
    }
    const normal = new Float64Array(bottom * bottom);
    for (const [i, { leaves }] of nodes.entries())
      for (const leaf of leaves)
        for (let k = 0; k < bottom; k++) normal[leaf * bottom + k]! += weighted[i * bottom + k]!;
    return (base) => {
      const right = new Float64Array(bottom);
      for (let i = 0; i < n; i++)
        for (let k = 0; k < bottom; k++) right[k]! += weighted[i * bottom + k]! * base[i]!;
      const solved = solvePositiveDefinite(normal.slice(), bottom, right, 1);
      return solved ? right : base.slice(n - bottom);
    };
  },
};

function structural({ nodes }: Hierarchy): Float64Array {
  const n = nodes.length;
  const diagonal = new Float64Array(n * n);
  for (const [i, { leaves }] of nodes.entries()) diagonal[i * n + i] = leaves.length;
  return diagonal;
}
