import { Command } from '@oclif/core';
import { completions } from '../cli/completion/complete.js';

/** What the scripts of `completion` call at each Tab. */
export default class Complete extends Command {
  static override hidden = true;
  static override strict = false;
  static override summary = 'The words that may follow, one a line';
  static override examples = ['<%= config.bin %> complete -- forecast demo:weather --target ""'];

  async run() {
    const words = this.argv.slice(this.argv.indexOf('--') + 1);
    const found = completions(words, this.config.commands);
    process.stdout.write(found.map((word) => `${word}\n`).join(''));
  }
}
