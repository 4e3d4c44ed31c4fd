import { BaseCommand } from '../../cli/base-command.js';
import { outputFlags } from '../../cli/flags/output.js';
import { nameFlag, storeFlag, storePlace } from '../../cli/flags/store.js';
import { integerFlag } from '../../cli/flags/values.js';
import { presentHistory } from '../../cli/presentations/store.js';
import { storeHistory } from '../../workflows/store.js';

const SHOWN = 30;

export default class StoreHistory extends BaseCommand {
  static override sharesConfigWith = ['retrain', 'monitor'];
  static override summary = 'What the runs of retrain did, newest first';
  static override examples = ['<%= config.bin %> store history --store models --limit 7'];
  static override flags = {
    ...storeFlag,
    ...nameFlag,
    limit: integerFlag({
      helpGroup: 'STORE',
      min: 1,
      summary: `Show so many runs [default: ${SHOWN}]`,
    }),
    ...outputFlags,
  };

  async run() {
    const { flags } = await this.settings(StoreHistory);
    const runs = await storeHistory(storePlace(flags), flags.limit ?? SHOWN);
    return this.present(presentHistory(runs), flags);
  }
}
