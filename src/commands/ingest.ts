import { BaseCommand } from '../cli/base-command.js';
import { outputFlags } from '../cli/flags/output.js';
import { filesArgument, readingFlags, readingOptions } from '../cli/flags/reading.js';
import { shardFlags } from '../cli/flags/shard.js';
import { presentPanel } from '../cli/presentations/ingest.js';
import type { CommandGroup } from '../cli/screen/command-groups.js';
import { readWhole } from '../workflows/read.js';

export default class Ingest extends BaseCommand {
  static override group: CommandGroup = 'forecast';
  static override summary = 'Write the cleaned, regular series as CSV';
  static override description =
    'Resamples, fills and merges as asked; each change is reported on stderr. The result reads back to the identical series.';
  static override examples = [
    '<%= config.bin %> ingest demo:weather --target temp_max --resample W --aggregate mean',
    '<%= config.bin %> ingest demo:stocks --target close --past volume | head -3',
  ];
  static override readsAlways = true;
  static override args = filesArgument;
  static override flags = { ...readingFlags, ...shardFlags, ...outputFlags };

  async run() {
    const { files, flags } = await this.settings(Ingest);
    return this.presentWork(files, flags, async () => {
      const reading = await readWhole(files, readingOptions(flags), this.observer());
      return presentPanel(reading, flags, this.commandLine());
    });
  }
}
