import { BaseCommand } from '../cli/base-command.js';
import { forecastsFlag } from '../cli/flags/evaluating.js';
import { backtestJob, jobFlags } from '../cli/flags/job.js';
import { chartFlags, outputFlags } from '../cli/flags/output.js';
import { filesArgument } from '../cli/flags/reading.js';
import { presentBacktest } from '../cli/presentations/backtest.js';
import { runBacktestJob } from '../workflows/backtest.js';

export default class Backtest extends BaseCommand {
  static override summary = 'Evaluate models at many cutoffs of the past';
  static override description =
    'Rolling-origin evaluation: a model sees nothing after a cutoff and forecasts from it. Naive and seasonal-naive are always among the scores.';
  static override examples = [
    '<%= config.bin %> backtest fixtures/seattle-weather.csv --target temp_max --horizon 14 --model linear --windows 8',
    '<%= config.bin %> backtest fixtures/sp500-2000.csv --target close --horizon 5 --model linear --format markdown',
  ];
  static override args = filesArgument;
  static override flags = {
    ...jobFlags,
    ...forecastsFlag,
    ...outputFlags,
    ...chartFlags,
  };

  async run() {
    const { files, flags } = await this.settings(Backtest);
    const outcome = await runBacktestJob(backtestJob(files, flags), this.observer());
    return this.present(presentBacktest(outcome, flags, this.commandLine()), flags);
  }
}
