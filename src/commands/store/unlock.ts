import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.js';
import { outputFlags } from '../../cli/flags/output.js';
import { nameFlag, storeFlag, storePlace } from '../../cli/flags/store.js';
import { presentUnlocked } from '../../cli/presentations/store.js';
import { unlockName } from '../../workflows/store.js';

export default class StoreUnlock extends BaseCommand {
  static override sharesConfigWith = ['retrain', 'monitor'];
  static override summary = 'Take the lock from a run that is gone';
  static override description =
    'Rarely needed: the lock of a dead process on the same machine is taken over by the next run. For a machine that is gone, add --force.';
  static override examples = ['<%= config.bin %> store unlock --store models'];
  static override flags = {
    ...storeFlag,
    ...nameFlag,
    force: Flags.boolean({
      helpGroup: 'STORE',
      summary: 'Also from a run that may still be at work',
    }),
    ...outputFlags,
  };

  async run() {
    const { flags } = await this.settings(StoreUnlock);
    const place = storePlace(flags);
    const holder = await unlockName(place, flags.force === true);
    return this.present(presentUnlocked(place.name, holder), flags);
  }
}
