import { BaseCommand } from '../cli/base-command.js';
import { fittedFlag, forecastsFlag } from '../cli/flags/evaluating.js';
import { backtestJob, jobFlags } from '../cli/flags/job.js';
import { chartFlags, outputFlags } from '../cli/flags/output.js';
import {
  hierarchyFlags,
  hierarchyRequest,
  planningFlags,
  planningRequest,
} from '../cli/flags/planning.js';
import { filesArgument } from '../cli/flags/reading.js';
import { shardFlags } from '../cli/flags/shard.js';
import { asksForReport } from '../cli/output-files.js';
import { presentForecast } from '../cli/presentations/forecast.js';
import type { CommandGroup } from '../cli/screen/command-groups.js';
import { runForecastJob } from '../workflows/forecast.js';

export default class Forecast extends BaseCommand {
  static override group: CommandGroup = 'forecast';
  static override summary = 'Read, train, backtest against the baselines, and forecast';
  static override description =
    'The main job in one go. On a terminal it shows scores, forecast and chart; in a pipe it gives the forecast as CSV.';
  static override examples = [
    '<%= config.bin %> forecast demo:weather --target temp_max --horizon 14',
    '<%= config.bin %> forecast demo:stocks --target close --horizon 5 --model gru --model linear',
    '<%= config.bin %> ingest demo:weather --target temp_max | <%= config.bin %> forecast - --model linear --horizon 5 | head -3',
  ];
  static override readsAlways = true;
  static override args = filesArgument;
  static override flags = {
    ...jobFlags,
    ...forecastsFlag,
    ...fittedFlag,
    ...planningFlags,
    ...hierarchyFlags,
    ...shardFlags,
    ...outputFlags,
    ...chartFlags,
  };

  async run() {
    const { files, flags } = await this.settings(Forecast);
    const job = {
      ...backtestJob(files, flags),
      version: this.config.version,
      insight: asksForReport(flags),
      planning: planningRequest(flags),
      fitted: flags.fitted !== undefined,
      hierarchy: hierarchyRequest(flags),
    };
    return this.presentWork(files, flags, async () => {
      const outcome = await runForecastJob(job, this.observer());
      return presentForecast(outcome, flags, this.commandLine());
    });
  }
}
