import { Flags } from '@oclif/core';

/** Instead of a run, what it would take. */
export const estimateFlag = {
  estimate: Flags.boolean({
    helpGroup: 'OUTPUT',
    summary: 'Train nothing: say what it would take here, after a dry run of half a second a model',
  }),
};
