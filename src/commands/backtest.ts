import { BaseCommand } from '../cli/base-command.js';
import { evaluatingFlags, forecastsFlag } from '../cli/flags/evaluating.js';
import { clock, modellingRequest, planRequest, scoringRequest } from '../cli/flags/job.js';
import { modellingFlags } from '../cli/flags/modelling.js';
import { chartFlags, outputFlags } from '../cli/flags/output.js';
import { filesArgument, readingFlags, readingOptions } from '../cli/flags/reading.js';
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
    ...modellingFlags,
    ...evaluatingFlags,
    ...forecastsFlag,
    ...readingFlags,
    ...outputFlags,
    ...chartFlags,
  };

  async run() {
    const { files, flags } = await this.settings(Backtest);
    const job = {
      files,
      reading: readingOptions(flags),
      modelling: modellingRequest(flags),
      plan: planRequest(flags),
      ...scoringRequest(flags),
      clock,
    };
    const outcome = await runBacktestJob(job, this.observer());
    return this.present(presentBacktest(outcome, flags, this.commandLine()), flags);
  }
}
