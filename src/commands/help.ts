import { Command } from '@oclif/core';
import GatecastHelp from '../cli/screen/help.js';

export default class Help extends Command {
  static override strict = false;
  static override summary = 'The first screen, or the help of a command';
  static override examples = ['<%= config.bin %> help forecast'];

  async run() {
    await new GatecastHelp(this.config).showHelp(this.argv);
  }
}
