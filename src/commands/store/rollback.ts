import { BaseCommand } from '../../cli/base-command.js';
import { outputFlags } from '../../cli/flags/output.js';
import { lockFlag, nameFlag, storeFlag, storePlace } from '../../cli/flags/store.js';
import { presentAliases } from '../../cli/presentations/store.js';
import { rollbackChampion } from '../../workflows/store.js';

export default class StoreRollback extends BaseCommand {
  static override sharesConfigWith = ['retrain', 'monitor'];
  static override summary = 'Let the previous champion serve again; a second time undoes the first';
  static override examples = ['<%= config.bin %> store rollback --store models'];
  static override flags = { ...storeFlag, ...nameFlag, ...lockFlag, ...outputFlags };

  async run() {
    const { flags } = await this.settings(StoreRollback);
    const byHand = { version: this.config.version, now: new Date() };
    const aliases = await rollbackChampion(storePlace(flags), byHand);
    return this.present(presentAliases(aliases), flags);
  }
}
