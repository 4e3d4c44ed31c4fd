import { BaseCommand } from '../cli/base-command.js';
import { alarmsOf, monitorFlags } from '../cli/flags/monitor.js';
import { chartFlags, outputFlags } from '../cli/flags/output.js';
import { filesArgument, readingFlags, readingOptions } from '../cli/flags/reading.js';
import { nameFlag, storeFlag, storePlace } from '../cli/flags/store.js';
import { presentMonitor } from '../cli/presentations/monitor.js';
import { runMonitorJob } from '../workflows/monitor/monitor.js';

const RUNS = 30;

export default class Monitor extends BaseCommand {
  static override sharesConfigWith = ['retrain'];
  static override summary = 'Compare published forecasts with what came';
  static override description =
    'Error, bias and coverage of what retrain has published, by step ahead and over time; in a pipe, by step over time. Exit 3 when an alarm goes off.';
  static override examples = [
    '<%= config.bin %> monitor data.csv --store models --name visitors --alarm "mae>5" --alarm "mae@7>8" --alarm "coverage_80<0.6"',
  ];
  static override args = filesArgument;
  static override flags = {
    ...storeFlag,
    ...nameFlag,
    ...monitorFlags,
    ...readingFlags,
    ...outputFlags,
    ...chartFlags,
  };

  async run() {
    const { files, flags } = await this.settings(Monitor);
    const outcome = await runMonitorJob(
      {
        ...storePlace(flags),
        files,
        reading: readingOptions(flags),
        runs: flags.runs ?? RUNS,
        alarms: alarmsOf(flags.alarm),
      },
      this.observer(),
    );
    return this.present(presentMonitor(outcome, this.commandLine()), flags);
  }
}
