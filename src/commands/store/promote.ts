import { BaseCommand } from '../../cli/base-command.js';
import { outputFlags } from '../../cli/flags/output.js';
import {
  lockFlag,
  nameFlag,
  storeFlag,
  storePlace,
  versionArgument,
} from '../../cli/flags/store.js';
import { presentAliases } from '../../cli/presentations/store.js';
import { promoteVersion } from '../../workflows/store.js';

export default class StorePromote extends BaseCommand {
  static override sharesConfigWith = ['retrain', 'monitor'];
  static override summary = 'Let a version serve; the champion before it becomes the previous one';
  static override examples = ['<%= config.bin %> store promote challenger --store models'];
  static override args = versionArgument;
  static override flags = { ...storeFlag, ...nameFlag, ...lockFlag, ...outputFlags };

  async run() {
    const { args, flags } = await this.settings(StorePromote);
    const byHand = { version: this.config.version, now: new Date() };
    const aliases = await promoteVersion(storePlace(flags), args.version, byHand);
    return this.present(presentAliases(aliases), flags);
  }
}
