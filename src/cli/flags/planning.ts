import type { Interfaces } from '@oclif/core';
import { usageError } from '../../errors.js';
import { reconcilers } from '../../evaluation/hierarchy/index.js';
import type { HierarchyRequest } from '../../workflows/planning/hierarchical.js';
import {
  type PlanningRequest,
  type TotalPeriod,
  totalPeriods,
} from '../../workflows/planning/planned.js';
import { integerFlag, listFlag, textFlag } from './values.js';

const helpGroup = 'PLANNING';
const DEFAULT_RECONCILER = 'mint';

/** Sums and sample paths of a forecast. */
export const planningFlags = {
  total: textFlag({
    helpGroup,
    options: [...totalPeriods],
    summary: 'Give the sum over the horizon, each week or each month, with its interval',
  }),
  paths: integerFlag({
    helpGroup,
    min: 1,
    max: 100_000,
    summary: 'Give N sample paths, whose steps hang together as errors did',
  }),
};

/** Forecasts that add up. */
export const hierarchyFlags = {
  hierarchy: listFlag({
    helpGroup,
    helpValue: 'COL,COL',
    summary: 'Columns from the top down, whose sums are forecast too and add up, e.g. region,shop',
    item: (text) => text,
  }),
  reconcile: textFlag({
    helpGroup,
    options: reconcilers.names,
    summary: `How forecasts of a hierarchy are made to add up [default: ${DEFAULT_RECONCILER}]`,
  }),
};

/** @throws UserError (exit 2) for a way to add up without a hierarchy */
export function hierarchyRequest({
  hierarchy,
  reconcile,
}: Interfaces.InferredFlags<typeof hierarchyFlags>): HierarchyRequest | undefined {
  if (hierarchy !== undefined && hierarchy.length > 0) {
    return { columns: hierarchy, method: reconcile ?? DEFAULT_RECONCILER };
  }
  if (reconcile === undefined) return undefined;
  throw usageError(
    '--reconcile: there is no hierarchy to add up',
    'name its columns from the top down: --hierarchy region,shop',
  );
}

/** What the flags ask for. */
export const planningRequest = ({
  total,
  paths,
}: Interfaces.InferredFlags<typeof planningFlags>): PlanningRequest => ({
  total: total as TotalPeriod | undefined,
  paths,
});

/** A bare `--total` is that of the horizon: the parser knows no flags whose value may be left out. */
export function withBareTotal(argv: readonly string[]): string[] {
  const periods: readonly string[] = totalPeriods;
  return argv.flatMap((word, i) =>
    word === '--total' && !periods.includes(argv[i + 1] ?? '') ? ['--total', 'horizon'] : [word],
  );
}
