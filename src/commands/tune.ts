import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { estimateFlag } from '../cli/flags/estimate.js';
import { evaluatingFlags } from '../cli/flags/evaluating.js';
import { clock, modellingRequest } from '../cli/flags/job.js';
import { modellingFlags, oneModelFlag } from '../cli/flags/modelling.js';
import { outputFlags } from '../cli/flags/output.js';
import { filesArgument, readingFlags, readingOptions } from '../cli/flags/reading.js';
import { integerFlag, textFlag } from '../cli/flags/values.js';
import { presentEstimate } from '../cli/presentations/estimate.js';
import { presentTuning } from '../cli/presentations/tune.js';
import type { CommandGroup } from '../cli/screen/command-groups.js';
import { tunedConfig } from '../cli/tuned-config.js';
import { metrics } from '../metrics/index.js';
import { estimateTuneJob } from '../workflows/estimate-search.js';
import { runTuneJob, type TuneJob } from '../workflows/tune.js';

/** A combination has no options of its own to search: what is tuned is a network. */
const DEFAULT_MODEL = 'gru';
const { levels: _levels, ...searchedFlags } = modellingFlags;

export default class Tune extends BaseCommand {
  static override group: CommandGroup = 'forecast';
  static override summary = 'Search the options of a model on the validation part';
  static override description =
    'Successive halving: many candidates with few epochs, the best third with more. Options given as flags stay as they are. A search that was stopped goes on when the same command is run again.';
  static override examples = [
    '<%= config.bin %> tune demo:weather --target temp_max --horizon 14 --trials 9 --epochs 3 --output tuned.yaml',
    '<%= config.bin %> tune demo:stocks --target close --horizon 5 --model linear',
  ];
  static override readsAlways = true;
  static override args = filesArgument;
  static override flags = {
    ...searchedFlags,
    ...oneModelFlag(DEFAULT_MODEL),
    trials: integerFlag({
      helpGroup: 'EVALUATING',
      min: 2,
      max: 10_000,
      summary: 'Candidates at most, the defaults among them [default: 27]',
    }),
    metric: textFlag({
      helpGroup: 'EVALUATING',
      helpValue: 'NAME',
      options: metrics.names,
      summary: 'Score to make small [default: mase]',
    }),
    'test-size': evaluatingFlags['test-size'],
    'val-size': evaluatingFlags['val-size'],
    ...estimateFlag,
    ...readingFlags,
    ...outputFlags,
    output: Flags.string({
      char: 'o',
      helpGroup: 'OUTPUT',
      helpValue: 'FILE',
      summary:
        'Write the choice as a config file for train, .yaml or .json; makes the search resumable',
    }),
  };

  async run() {
    const { files, flags } = await this.settings(Tune);
    const { output, ...shown } = flags;
    const job: TuneJob = {
      files,
      reading: readingOptions(flags),
      modelling: modellingRequest({ ...flags, model: flags.model ?? [DEFAULT_MODEL], levels: [] }),
      testSize: flags['test-size'],
      validationSize: flags['val-size'],
      trials: flags.trials,
      metric: flags.metric,
      output,
      describe: (result) => tunedConfig(output ?? '', result, files, flags),
      version: this.config.version,
      clock,
    };
    if (flags.estimate) {
      const estimate = await estimateTuneJob(job, this.observer());
      return this.present(presentEstimate(estimate, this.commandLine()), shown);
    }
    const outcome = await runTuneJob(job, this.observer());
    return this.present(presentTuning(outcome, this.commandLine()), shown);
  }
}
