import { BaseCommand } from '../cli/base-command.js';
import { chartFlags, outputFlags } from '../cli/flags/output.js';
import { filesArgument, readingFlags, readingOptions } from '../cli/flags/reading.js';
import { textFlag } from '../cli/flags/values.js';
import { presentInspection } from '../cli/presentations/inspect.js';
import type { CommandGroup } from '../cli/screen/command-groups.js';
import { inspectFiles } from '../data/read-panel.js';
import { untilAborted } from '../workflows/read.js';

export default class Inspect extends BaseCommand {
  static override group: CommandGroup = 'understand';
  static override summary = 'Say what was understood of a file';
  static override description =
    'Dialect, columns and their roles, frequency, span, gaps, duplicates, missing values and findings; with the flags that make the same reading certain for every later night.';
  static override examples = [
    '<%= config.bin %> inspect demo:weather',
    '<%= config.bin %> inspect demo:stocks --json',
    '<%= config.bin %> inspect demo:stocks --why target',
  ];
  static override readsAlways = true;
  static override args = filesArgument;
  static override flags = {
    why: textFlag({
      helpGroup: 'READING',
      helpValue: 'DECISION',
      summary: 'Show the ballot on one decision: target, time, header, delimiter …',
    }),
    ...readingFlags,
    ...outputFlags,
    ...chartFlags,
  };

  async run() {
    const { files, flags } = await this.settings(Inspect);
    const observer = this.observer();
    observer.step?.(`reading ${files.join(', ')}`);
    const work = inspectFiles(files, readingOptions(flags));
    const inspection = await untilAborted(work, observer.signal);
    return this.present(presentInspection(inspection, flags, this.commandLine()), flags);
  }
}
