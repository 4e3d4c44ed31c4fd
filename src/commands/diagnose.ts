import { BaseCommand } from '../cli/base-command.js';
import { diagnoseFlags, diagnoseSettings, givenTrainingFlags } from '../cli/flags/diagnosing.js';
import { clock } from '../cli/flags/job.js';
import { chartFlags, outputFlags } from '../cli/flags/output.js';
import { filesArgument, readingFlags, readingOptions } from '../cli/flags/reading.js';
import { presentDiagnoses } from '../cli/presentations/diagnose.js';
import type { CommandGroup } from '../cli/screen/command-groups.js';
import { runDiagnoseJob } from '../workflows/diagnose.js';

export default class Diagnose extends BaseCommand {
  static override group: CommandGroup = 'understand';
  static override summary = 'Look inside the cells: how far back do their gradients reach?';
  static override description =
    'Trains a layer of each cell on the same windows with the same seed, and shows the gradient in the hidden state by steps back, before and after training, with the gates. On your data, or on a built-in task whose answer is known. A saved model among the files is looked into as it is.';
  static override examples = [
    '<%= config.bin %> diagnose demo:weather --target temp_max --epochs 3',
    '<%= config.bin %> diagnose --task lag:50',
    '<%= config.bin %> diagnose gru.gatecast demo:stocks',
  ];
  static override args = filesArgument;
  static override flags = { ...diagnoseFlags, ...readingFlags, ...outputFlags, ...chartFlags };

  async run() {
    const { files, flags } = await this.settings(Diagnose);
    const job = {
      // With a task, a pipe that nobody mentioned is not a file.
      files: flags.task === undefined ? files : files.filter((file) => file !== '-'),
      reading: readingOptions(flags),
      task: flags.task,
      cells: flags.cell,
      lookback: flags.lookback,
      settings: diagnoseSettings(flags),
      trainingFlags: givenTrainingFlags(flags),
      clock,
    };
    const outcome = await runDiagnoseJob(job, this.observer());
    return this.present(presentDiagnoses(outcome, this.commandLine()), flags);
  }
}
