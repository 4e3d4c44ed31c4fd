import { BaseCommand } from '../../cli/base-command.js';
import { outputFlags } from '../../cli/flags/output.js';
import { nameFlag, storeFlag, storePlace, versionArgument } from '../../cli/flags/store.js';
import { presentVersion } from '../../cli/presentations/store.js';
import { showVersion } from '../../workflows/store.js';

export default class StoreShow extends BaseCommand {
  static override sharesConfigWith = ['retrain', 'monitor'];
  static override summary = 'Show one version: what it is, and what it expects of the data';
  static override examples = ['<%= config.bin %> store show champion --store models'];
  static override args = versionArgument;
  static override flags = { ...storeFlag, ...nameFlag, ...outputFlags };

  async run() {
    const { args, flags } = await this.settings(StoreShow);
    const shown = await showVersion(storePlace(flags), args.version);
    return this.present(presentVersion(shown), flags);
  }
}
