import { BaseCommand } from '../../cli/base-command.js';
import { outputFlags } from '../../cli/flags/output.js';
import { nameFlag, storeFlag, storeFolder } from '../../cli/flags/store.js';
import { presentVersions } from '../../cli/presentations/store.js';
import { listStore } from '../../workflows/store.js';

export default class StoreList extends BaseCommand {
  static override sharesConfigWith = ['retrain', 'monitor'];
  static override summary = 'List the versions in a store and what serves';
  static override examples = ['<%= config.bin %> store list --store models'];
  static override flags = { ...storeFlag, ...nameFlag, ...outputFlags };

  async run() {
    const { flags } = await this.settings(StoreList);
    return this.present(presentVersions(await listStore(storeFolder(flags), flags.name)), flags);
  }
}
