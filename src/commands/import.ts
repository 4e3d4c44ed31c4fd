import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { engineSettings } from '../cli/flags/job.js';
import { engineFlags, levelsFlag, modellingFlags } from '../cli/flags/modelling.js';
import { outputFlags } from '../cli/flags/output.js';
import { filesArgument, readingFlags, readingOptions } from '../cli/flags/reading.js';
import { presentImport } from '../cli/presentations/interchange.js';
import { runImportJob } from '../workflows/import.js';

export default class Import extends BaseCommand {
  static override summary = 'Make a model file of a TensorFlow.js layers model';
  static override description =
    'The model reads (lookback, columns), the target first, and gives one number for each step ahead, all normalised as --normalize says. Columns, frequency and scales come from the data.';
  static override examples = [
    '<%= config.bin %> import close-tfjs fixtures/sp500-2000.csv --target close --normalize standard --output close.gatecast',
  ];
  static override args = {
    folder: Args.string({ required: true, description: 'Folder with model.json and its weights' }),
    ...filesArgument,
  };
  static override flags = {
    normalize: modellingFlags.normalize,
    'normalize-scope': modellingFlags['normalize-scope'],
    'raw-covariates': Flags.boolean({
      helpGroup: 'MODELLING',
      summary: 'Covariates enter the network as they are, not by mean and standard deviation',
    }),
    ...levelsFlag,
    ...engineFlags,
    ...readingFlags,
    ...outputFlags,
    output: Flags.string({
      char: 'o',
      helpGroup: 'OUTPUT',
      helpValue: 'MODEL',
      required: true,
      summary: 'Model file to write (replaced in one step)',
    }),
  };

  async run() {
    const { args, files, flags } = await this.settings(Import);
    const { output, ...shown } = flags;
    const outcome = await runImportJob(
      {
        folder: args.folder,
        files,
        reading: readingOptions(flags),
        normalize: flags.normalize ?? 'standard',
        scope: flags['normalize-scope'] === 'window' ? 'window' : 'series',
        rawCovariates: flags['raw-covariates'] === true,
        levels: flags.levels ?? [],
        engine: engineSettings(flags),
        output,
        version: this.config.version,
      },
      this.observer(),
    );
    return this.present(presentImport(outcome), shown);
  }
}
