import { BaseCommand } from '../cli/base-command.js';
import { estimateFlag } from '../cli/flags/estimate.js';
import { forecastsFlag } from '../cli/flags/evaluating.js';
import { backtestJob, jobFlags } from '../cli/flags/job.js';
import { chartFlags, outputFlags } from '../cli/flags/output.js';
import { hierarchyFlags, hierarchyRequest } from '../cli/flags/planning.js';
import { filesArgument } from '../cli/flags/reading.js';
import { shardFlags } from '../cli/flags/shard.js';
import { presentBacktest } from '../cli/presentations/backtest.js';
import { presentEstimate } from '../cli/presentations/estimate.js';
import type { CommandGroup } from '../cli/screen/command-groups.js';
import { runBacktestJob } from '../workflows/backtest.js';
import { estimateBacktestJob } from '../workflows/estimate.js';

export default class Backtest extends BaseCommand {
  static override group: CommandGroup = 'understand';
  static override summary = 'Evaluate models at many cutoffs of the past';
  static override description =
    'Rolling-origin evaluation: a model sees nothing after a cutoff and forecasts from it. Naive and seasonal-naive are always among the scores.';
  static override examples = [
    '<%= config.bin %> backtest demo:weather --target temp_max --horizon 14 --model linear --windows 8',
    '<%= config.bin %> backtest demo:stocks --target close --horizon 5 --model linear --format markdown',
  ];
  static override readsAlways = true;
  static override args = filesArgument;
  static override flags = {
    ...jobFlags,
    ...forecastsFlag,
    ...hierarchyFlags,
    ...estimateFlag,
    ...shardFlags,
    ...outputFlags,
    ...chartFlags,
  };

  async run() {
    const { files, flags } = await this.settings(Backtest);
    const job = { ...backtestJob(files, flags), hierarchy: hierarchyRequest(flags) };
    if (flags.estimate) {
      const estimate = await estimateBacktestJob(job, this.observer());
      return this.present(presentEstimate(estimate, this.commandLine()), flags);
    }
    return this.presentWork(files, flags, async () => {
      const outcome = await runBacktestJob(job, this.observer());
      return presentBacktest(outcome, flags, this.commandLine());
    });
  }
}
