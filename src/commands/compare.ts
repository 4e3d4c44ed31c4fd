import { BaseCommand } from '../cli/base-command.js';
import { backtestJob, jobFlags } from '../cli/flags/job.js';
import { modelFlag } from '../cli/flags/modelling.js';
import { chartFlags, outputFlags } from '../cli/flags/output.js';
import { filesArgument } from '../cli/flags/reading.js';
import { presentComparison } from '../cli/presentations/compare.js';
import type { CommandGroup } from '../cli/screen/command-groups.js';
import { runCompareJob } from '../workflows/compare.js';

export default class Compare extends BaseCommand {
  static override group: CommandGroup = 'understand';
  static override summary = 'Weigh the models: accuracy against time, size and parameters';
  static override description =
    'One backtest of every network and statistical model (or of the --model named) beside naive and seasonal-naive, what each costs, and which to use.';
  static override examples = [
    '<%= config.bin %> compare demo:weather --target temp_max --horizon 7 --epochs 2',
  ];
  static override readsAlways = true;
  static override args = filesArgument;
  static override flags = {
    ...jobFlags,
    ...modelFlag('Model; repeat for several [default: the networks and the statistical models]'),
    ...outputFlags,
    ...chartFlags,
  };

  async run() {
    const { files, flags } = await this.settings(Compare);
    const job = { ...backtestJob(files, flags), version: this.config.version };
    const outcome = await runCompareJob(job, this.observer());
    return this.present(presentComparison(outcome, this.commandLine()), flags);
  }
}
