import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { textFlag } from '../cli/flags/values.js';
import { presentGathered } from '../cli/presentations/gather.js';
import type { CommandGroup } from '../cli/screen/command-groups.js';
import { usageError } from '../errors.js';
import { runGatherJob } from '../workflows/shards/gather.js';

const helpGroup = 'OUTPUT';

export default class Gather extends BaseCommand {
  static override group: CommandGroup = 'forecast';
  static override summary = 'Put the shards of many machines together into one file';
  static override description =
    'The rows stand as one machine would have written them. Missing, double and unlike shards are refused and named.';
  static override examples = ['<%= config.bin %> gather parts --output forecast.csv'];
  static override args = {
    folder: Args.string({
      required: true,
      ignoreStdin: true,
      description: 'Folder that commands with --shard have written into',
    }),
  };
  static override flags = {
    output: textFlag({
      char: 'o',
      helpGroup,
      helpValue: 'FILE',
      summary: 'File for what the shards have written with --output',
    }),
    forecasts: textFlag({
      helpGroup,
      helpValue: 'FILE',
      summary: 'File for what they have written with --forecasts',
    }),
  };

  async run() {
    const { args, flags } = await this.settings(Gather);
    const { output, forecasts } = flags;
    if (output === undefined && forecasts === undefined) {
      throw usageError('--output is missing', 'name the file that the shards become');
    }
    const files = { ...(output ? { output } : {}), ...(forecasts ? { forecasts } : {}) };
    const outcome = await runGatherJob({ folder: args.folder, files }, this.observer());
    // What it shows goes to the terminal; the files are written.
    return this.present(presentGathered(outcome), { json: flags.json });
  }
}
