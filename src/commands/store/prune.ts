import { BaseCommand } from '../../cli/base-command.js';
import { outputFlags } from '../../cli/flags/output.js';
import { dryRunFlag, retentionFlags, retentionRules } from '../../cli/flags/retrain.js';
import { lockFlag, nameFlag, storeFlag, storePlace } from '../../cli/flags/store.js';
import { presentPruned } from '../../cli/presentations/store.js';
import { pruneVersions } from '../../workflows/store.js';

export default class StorePrune extends BaseCommand {
  static override sharesConfigWith = ['retrain', 'monitor'];
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
    ...retentionFlags,
    ...dryRunFlag,
    ...outputFlags,
  };

  async run() {
    const { flags } = await this.settings(StorePrune);
    const place = storePlace(flags);
    const dryRun = flags['dry-run'] === true;
    const pruned = await pruneVersions(place, retentionRules(flags), { now: new Date(), dryRun });
    return this.present(presentPruned(place.name, pruned, dryRun), flags);
  }
}
