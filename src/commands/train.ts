import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { estimateFlag } from '../cli/flags/estimate.js';
import { evaluatingFlags } from '../cli/flags/evaluating.js';
import { clock, modellingRequest } from '../cli/flags/job.js';
import { modellingFlags, oneModelFlag } from '../cli/flags/modelling.js';
import { chartFlags, outputFlags } from '../cli/flags/output.js';
import { filesArgument, readingFlags, readingOptions } from '../cli/flags/reading.js';
import { sampleFlag, sampleRequest, shardFlags } from '../cli/flags/shard.js';
import { presentEstimate } from '../cli/presentations/estimate.js';
import { presentTraining } from '../cli/presentations/train.js';
import type { CommandGroup } from '../cli/screen/command-groups.js';
import { usageError } from '../errors.js';
import { estimateTrainJob } from '../workflows/estimate.js';
import { runTrainJob } from '../workflows/train-job.js';

export default class Train extends BaseCommand {
  static override group: CommandGroup = 'forecast';
  static override summary = 'Train a model and save it';
  static override description =
    'The same data, options and seed give the same model file, byte for byte, on any machine and with any number of threads.';
  static override examples = [
    '<%= config.bin %> train demo:stocks --target close --horizon 5 --model linear --output close.gatecast',
    '<%= config.bin %> train demo:weather --target temp_max --horizon 14 --model lstm --estimate',
  ];
  static override readsAlways = true;
  static override shardEnding = '.gatecast';
  static override args = filesArgument;
  static override flags = {
    ...modellingFlags,
    ...oneModelFlag('auto; gru with another --engine'),
    'val-size': evaluatingFlags['val-size'],
    ...estimateFlag,
    ...sampleFlag,
    ...shardFlags,
    ...readingFlags,
    ...outputFlags,
    ...chartFlags,
    output: Flags.string({
      char: 'o',
      helpGroup: 'OUTPUT',
      helpValue: 'MODEL',
      summary: 'Model file to write (replaced in one step); needed except with --estimate',
    }),
  };

  async run() {
    const { files, flags } = await this.settings(Train);
    const { output, ...shown } = flags;
    const sample = sampleRequest(flags);
    const job = {
      files,
      reading: readingOptions(flags, sample),
      modelling: modellingRequest(flags),
      validationSize: flags['val-size'],
      version: this.config.version,
      clock,
    };
    if (flags.estimate) {
      const estimate = await estimateTrainJob(job, this.observer());
      return this.present(presentEstimate(estimate, this.commandLine()), shown);
    }
    if (output === undefined) {
      throw usageError(
        '--output is missing',
        'name the model file to write, or ask with --estimate; see gatecast train --help',
      );
    }
    return this.presentWork(
      files,
      flags,
      async () => {
        const outcome = await runTrainJob({ ...job, output }, this.observer());
        return presentTraining(outcome, flags, this.commandLine());
      },
      shown,
    );
  }
}
