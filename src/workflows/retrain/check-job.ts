import { expandFiles } from '../../data/bytes/expand-files.js';
import { usageError } from '../../errors.js';
import { requireFolderOf } from '../../store/atomic.js';
import { modelFolderOf } from '../../store/names.js';
import { requireOwnPaths } from '../../store/written-paths.js';
import { resolveRequests } from '../modelling.js';
import type { RetrainJob } from './job.js';

/**
 * Refuses a job that would fail whatever the data are.
 * @throws UserError (exit 2) for a wrong name, several models, an unknown model or option, or an output
 * whose folder is not there or that is one of the data files
 */
export async function checkJob({
  store,
  name,
  files,
  modelling,
  outputs,
}: RetrainJob): Promise<void> {
  modelFolderOf(store, name);
  if ((modelling.models?.length ?? 1) > 1) {
    throw usageError('retrain takes one --model', 'give each model a --name of its own');
  }
  resolveRequests(modelling);
  for (const path of outputs) await requireFolderOf(path);
  await requireOwnPaths(
    outputs.map((path) => ({ flag: '--publish', path })),
    // A pattern that finds nothing yet is the night's concern.
    await expandFiles(files).catch(() => files),
  );
}
