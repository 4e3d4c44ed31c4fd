import { factsTable } from '../../tables/store.js';
import type { GatherOutcome } from '../../workflows/shards/gather.js';
import type { Presentation } from '../present.js';
import { presentTable } from './store.js';

/** What `gather` shows. */
export function presentGathered(outcome: GatherOutcome): Presentation {
  const { parts, command, series, skipped, files, exitCode } = outcome;
  const table = factsTable('Gathered', {
    command,
    parts,
    series,
    ...(skipped.length > 0 ? { skipped: skipped.length } : {}),
    ...Object.fromEntries(files.map(({ flag, path }) => [flag, path])),
  });
  return {
    ...presentTable(table, { parts, of: command, series, skipped, files }),
    ...(exitCode === 3 ? { exitCode } : {}),
  };
}
