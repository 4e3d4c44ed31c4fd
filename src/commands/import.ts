import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { engineSettings } from '../cli/flags/job.js';
import { engineFlags, levelsFlag } from '../cli/flags/modelling.js';
import { outputFlags } from '../cli/flags/output.js';
import { filesArgument, readingFlags, readingOptions } from '../cli/flags/reading.js';
import { textFlag } from '../cli/flags/values.js';
import { presentImport } from '../cli/presentations/interchange.js';
import { normalizers } from '../normalizers/index.js';
import { runImportJob } from '../workflows/interchange/import.js';

const helpGroup = 'MODELLING';
const NORMALIZE = 'standard';

/** The flag's values are checked where it is declared. */
const scopeOf = (scope: string | undefined) =>
  scope === 'window' || scope === 'series' ? scope : undefined;

export default class Import extends BaseCommand {
  static override summary = 'Make a model file of a TensorFlow.js layers model';
  static override description =
    'A folder that gatecast export wrote says itself what its network works with. Any other model reads (lookback, columns), the target first, and gives one number for each step ahead, all normalised as --normalize says; columns, frequency and scales come from the data.';
  static override examples = [
    '<%= config.bin %> import close-tfjs --output close.gatecast',
    '<%= config.bin %> import my-model demo:stocks --target close --normalize standard --output close.gatecast',
  ];
  static override args = {
    folder: Args.string({ required: true, description: 'Folder with model.json and its weights' }),
    ...filesArgument,
  };
  static override flags = {
    normalize: textFlag({
      helpGroup,
      options: normalizers.names,
      summary: `What the network was trained behind [default: ${NORMALIZE}]`,
    }),
    'normalize-scope': textFlag({
      helpGroup,
      options: ['series', 'window'],
      summary: 'Statistics of each series in the data, or of each window [default: series]',
    }),
    'raw-covariates': Flags.boolean({
      helpGroup,
      summary: 'Covariates enter the network as they are, not by mean and standard deviation',
    }),
    ...levelsFlag('none'),
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
        normalize: flags.normalize,
        scope: scopeOf(flags['normalize-scope']),
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
