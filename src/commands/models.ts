import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { outputFlags } from '../cli/flags/output.js';
import { presentModels } from '../cli/presentations/models.js';
import type { CommandGroup } from '../cli/screen/command-groups.js';
import { listRegistries } from '../workflows/models.js';

export default class Models extends BaseCommand {
  static override group: CommandGroup = 'understand';
  static override summary =
    'List models, networks, normalizers and metrics; with a NAME, its options';
  static override examples = [
    '<%= config.bin %> models',
    '<%= config.bin %> models gru',
    '<%= config.bin %> models --format markdown',
  ];
  static override args = {
    name: Args.string({ description: 'Show only the entries of this name, with their options' }),
  };
  static override flags = outputFlags;

  async run() {
    const { args, flags } = await this.settings(Models);
    return this.present(presentModels(listRegistries(args.name), args.name !== undefined), flags);
  }
}
