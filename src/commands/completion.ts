import { basename } from 'node:path';
import { Args, Command } from '@oclif/core';
import { completionScripts, type Shell } from '../cli/completion/scripts.js';

const shells = Object.keys(completionScripts) as Shell[];

export default class Completion extends Command {
  static override aliases = ['autocomplete'];
  static override summary = 'Print what makes a shell complete commands, flags and their values';
  static override description =
    'Also the values of flags, and the columns of the file named before. The first line says where it goes.';
  static override examples = [
    '<%= config.bin %> completion bash',
    '<%= config.bin %> completion fish',
  ];
  static override args = {
    shell: Args.string({
      options: shells,
      description: `${shells.join(', ')} [default: this shell]`,
    }),
  };

  async run() {
    const { args } = await this.parse(Completion);
    const own = shells.find((name) => name === basename(process.env.SHELL ?? ''));
    const shell = (args.shell as Shell | undefined) ?? own ?? 'bash';
    process.stdout.write(completionScripts[shell]);
  }
}
