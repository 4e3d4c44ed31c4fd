import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { evaluatingFlags } from '../cli/flags/evaluating.js';
import { clock, modellingRequest } from '../cli/flags/job.js';
import { modellingFlags } from '../cli/flags/modelling.js';
import { chartFlags, outputFlags } from '../cli/flags/output.js';
import { filesArgument, readingFlags, readingOptions } from '../cli/flags/reading.js';
import { presentTraining } from '../cli/presentations/train.js';
import { runTrainJob } from '../workflows/train-job.js';

export default class Train extends BaseCommand {
  static override summary = 'Train a model and save it';
  static override description =
    'The same data, options and seed give the same model file, byte for byte, on any machine and with any number of threads.';
  static override examples = [
    '<%= config.bin %> train fixtures/sp500-2000.csv --target close --horizon 5 --model linear --output close.gatecast',
  ];
  static override args = filesArgument;
  static override flags = {
    ...modellingFlags,
    'val-size': evaluatingFlags['val-size'],
    ...readingFlags,
    ...outputFlags,
    ...chartFlags,
    output: Flags.string({
      char: 'o',
      helpGroup: 'OUTPUT',
      helpValue: 'MODEL',
      required: true,
      summary: 'Model file to write (replaced in one step)',
    }),
  };

  async run() {
    const { files, flags } = await this.settings(Train);
    const { output, ...shown } = flags;
    const outcome = await runTrainJob(
      {
        files,
        reading: readingOptions(flags),
        modelling: modellingRequest(flags),
        validationSize: flags['val-size'],
        output,
        version: this.config.version,
        clock,
      },
      this.observer(),
    );
    return this.present(presentTraining(outcome, this.commandLine()), shown);
  }
}
