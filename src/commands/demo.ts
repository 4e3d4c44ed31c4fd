import { BaseCommand } from '../cli/base-command.js';
import { backtestJob } from '../cli/flags/job.js';
import { modelFlag } from '../cli/flags/modelling.js';
import { chartFlags, outputFlags } from '../cli/flags/output.js';
import { asksForReport } from '../cli/output-files.js';
import { presentForecast } from '../cli/presentations/forecast.js';
import type { CommandGroup } from '../cli/screen/command-groups.js';
import { shellLine } from '../cli/shell-line.js';
import { runForecastJob } from '../workflows/forecast.js';
import Forecast from './forecast.js';

const SHOWN = ['demo:weather', '--target', 'temp_max', '--horizon', '14'];

export default class Demo extends BaseCommand {
  static override group: CommandGroup = 'forecast';
  static override summary = 'Forecast a series that ships with gatecast';
  static override description =
    'Two weeks of the daily maximum temperature in Seattle. The two series that ship, demo:weather and demo:stocks, can be given to every command in place of a file.';
  static override examples = [
    '<%= config.bin %> demo',
    '<%= config.bin %> demo --model linear --report demo.html',
  ];
  static override flags = {
    ...modelFlag('Model; repeat for several (see gatecast models)'),
    ...outputFlags,
    ...chartFlags,
  };

  async run() {
    const own = await this.settings(Demo);
    const { argv, flags } = await this.settingsOf(Forecast, [...SHOWN, ...this.argv], process.env);
    const job = {
      ...backtestJob(SHOWN.slice(0, 1), flags),
      version: this.config.version,
      insight: asksForReport(own.flags),
    };
    const outcome = await runForecastJob(job, this.observer());
    const command = shellLine([this.config.bin, 'forecast', ...argv]);
    return this.present(presentForecast(outcome, own.flags, command), own.flags);
  }
}
