import { BaseCommand } from '../cli/base-command.js';
import { outputFlags } from '../cli/flags/output.js';
import { storeFlag } from '../cli/flags/store.js';
import { thisMachine } from '../cli/machine.js';
import { presentTable } from '../cli/presentations/store.js';
import { healthTable } from '../tables/store.js';
import { examine } from '../workflows/doctor.js';

export default class Doctor extends BaseCommand {
  static override sharesConfigWith = ['retrain', 'monitor'];
  static override summary = 'Say in ten lines what may stand in the way of a run';
  static override description = 'Exit 3 when something is not well.';
  static override examples = ['<%= config.bin %> doctor --store models'];
  static override flags = { ...storeFlag, ...outputFlags };

  async run() {
    const { flags } = await this.settings(Doctor);
    const findings = await examine(thisMachine(this.config.version), flags.store);
    const shown = presentTable(healthTable(findings), { findings });
    const well = findings.every((finding) => finding.well);
    return this.present(well ? shown : { ...shown, exitCode: 3 }, flags);
  }
}
