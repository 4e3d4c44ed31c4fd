import { UserError } from '../errors.js';
import type { Aliases } from '../store/aliases.js';
import type { Lock } from '../store/lock.js';
import { nextRunId, writeRun } from '../store/runs.js';

/** Who changes a store, and when: the run record tells of people as well as of nights. */
export interface ByHand {
  /** Version of gatecast. */
  readonly version: string;
  readonly now: Date;
}

/**
 * Puts on record that a person let another version serve. The change is made by then, so a record that
 * cannot be written does not make it fail: a rollback that is repeated would undo itself.
 */
export async function recordByHand(
  lock: Lock,
  { champion, challenger }: Aliases,
  how: string,
  { version, now }: ByHand,
): Promise<void> {
  const record = {
    run: await nextRunId(lock.modelFolder, now),
    started: now.toISOString(),
    gatecast: version,
    outcome: 'by-hand' as const,
    exitCode: 0,
    summary: `${how} by hand`,
    inputs: null,
    champion,
    challenger,
    data: null,
    published: [],
    details: {},
  };
  await writeRun(lock, record).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
  });
}
