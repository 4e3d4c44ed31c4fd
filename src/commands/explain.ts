import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { engineSettings } from '../cli/flags/job.js';
import { engineFlags } from '../cli/flags/modelling.js';
import { chartFlags, outputFlags } from '../cli/flags/output.js';
import { filesArgument, readingFlags, readingOptions } from '../cli/flags/reading.js';
import { integerFlag, textFlag } from '../cli/flags/values.js';
import { presentExplanation } from '../cli/presentations/explain.js';
import type { CommandGroup } from '../cli/screen/command-groups.js';
import { runExplainJob } from '../workflows/explain.js';

const helpGroup = 'EXPLAINING';

export default class Explain extends BaseCommand {
  static override group: CommandGroup = 'understand';
  static override summary = 'Show which rows of the past a forecast rests on';
  static override description =
    'Integrated gradients of the mean forecast, whose contributions add up, beside occlusion, which hides rows one after the other. Models without gradients are explained by occlusion alone.';
  static override examples = [
    '<%= config.bin %> explain close.gatecast demo:stocks',
    '<%= config.bin %> explain demo:stocks --model close.gatecast --windows 10',
  ];
  static override args = filesArgument;
  static override flags = {
    model: Flags.string({
      char: 'm',
      helpGroup,
      helpValue: 'MODEL',
      summary: 'Model file that gatecast train wrote [default: the one among the files]',
    }),
    series: textFlag({
      helpGroup,
      helpValue: 'ID',
      summary: 'Series to explain [default: the first]',
    }),
    back: integerFlag({
      helpGroup,
      min: 0,
      summary: 'Explain the forecast from so many rows before the end [default: 0]',
    }),
    windows: integerFlag({
      helpGroup,
      helpValue: 'K',
      min: 1,
      max: 1000,
      summary:
        'Explain K forecasts, from cutoffs over the last fifth of the series: sizes and their spread [default: 1]',
    }),
    ...engineFlags,
    ...readingFlags,
    ...outputFlags,
    ...chartFlags,
  };

  async run() {
    const { files, flags } = await this.settings(Explain);
    const job = {
      files,
      model: flags.model,
      reading: readingOptions(flags),
      series: flags.series,
      back: flags.back ?? 0,
      windows: flags.windows ?? 1,
      engine: engineSettings(flags),
    };
    const outcome = await runExplainJob(job, this.observer());
    return this.present(presentExplanation(outcome, this.commandLine()), flags);
  }
}
