import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { outputFlags } from '../../cli/flags/output.js';
import { lockFlag, nameFlag, storeFlag, storePlace } from '../../cli/flags/store.js';
import { presentVerification } from '../../cli/presentations/store.js';
import { verifyStore } from '../../workflows/store.js';

export default class StoreVerify extends BaseCommand {
  static override sharesConfigWith = ['retrain', 'monitor'];
  static override summary = 'Read every file of a store and say what is wrong (exit 3)';
  static override examples = ['<%= config.bin %> store verify --store models'];
  static override flags = {
    ...storeFlag,
    ...nameFlag,
    ...lockFlag,
    repair: Flags.boolean({
      helpGroup: 'STORE',
      summary: 'Remove what stopped runs left, and let a whole version serve for a damaged one',
    }),
    ...outputFlags,
  };

  async run() {
    const { flags } = await this.settings(StoreVerify);
    const place = { ...storePlace(flags), name: flags.name };
    const outcomes = await verifyStore(place, flags.repair === true);
    return this.present(presentVerification(outcomes), flags);
  }
}
