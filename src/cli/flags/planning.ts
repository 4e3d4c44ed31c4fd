import type { Interfaces } from '@oclif/core';
import {
  type PlanningRequest,
  type TotalPeriod,
  totalPeriods,
} from '../../workflows/planning/planned.js';
import { integerFlag, textFlag } from './values.js';

const helpGroup = 'PLANNING';

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
