import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { durationFlag } from '../../cli/flags/duration.js';
import { outputFlags } from '../../cli/flags/output.js';
import { lockFlag, nameFlag, storeFlag, storePlace } from '../../cli/flags/store.js';
import { integerFlag } from '../../cli/flags/values.js';
import { presentPruned } from '../../cli/presentations/store.js';
import { pruneVersions } from '../../workflows/store.js';

const helpGroup = 'STORE';

export default class StorePrune extends BaseCommand {
  static override summary = 'Remove versions that no rule keeps';
  static override description =
    'What any rule keeps is kept; champion, challenger and previous always are.';
  static override examples = [
    '<%= config.bin %> store prune --store models --keep-last 5 --keep-daily 30 --dry-run',
  ];
  static override flags = {
    ...storeFlag,
    ...nameFlag,
    ...lockFlag,
    'keep-last': integerFlag({ helpGroup, min: 0, summary: 'Keep the newest N' }),
    'keep-daily': integerFlag({
      helpGroup,
      min: 0,
      summary: 'Keep the newest of each of the last N days that have any',
    }),
    'keep-within': durationFlag({ helpGroup, summary: 'Keep what is younger, e.g. 90d' }),
    'dry-run': Flags.boolean({ helpGroup, summary: 'Only say what would be removed' }),
    ...outputFlags,
  };

  async run() {
    const { flags } = await this.settings(StorePrune);
    const place = storePlace(flags);
    const dryRun = flags['dry-run'] === true;
    const pruned = await pruneVersions(
      place,
      { last: flags['keep-last'], daily: flags['keep-daily'], within: flags['keep-within'] },
      { now: new Date(), dryRun },
    );
    return this.present(presentPruned(place.name, pruned, dryRun), flags);
  }
}
