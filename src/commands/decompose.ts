import { BaseCommand } from '../cli/base-command.js';
import { chartFlags, outputFlags } from '../cli/flags/output.js';
import { filesArgument, readingFlags, readingOptions } from '../cli/flags/reading.js';
import { listFlag, textFlag } from '../cli/flags/values.js';
import { presentDecomposition } from '../cli/presentations/decompose.js';
import type { CommandGroup } from '../cli/screen/command-groups.js';
import { usageError } from '../errors.js';
import { type Form, forms } from '../evaluation/decomposition/decompose.js';
import { runDecomposeJob } from '../workflows/series/decompose.js';

const helpGroup = 'DECOMPOSING';

/** @throws UserError (exit 2) for what is no period */
function period(text: string): number {
  const rows = Number(text);
  if (Number.isInteger(rows) && rows >= 1) return rows;
  throw usageError(`"${text}" is no season`, 'give whole numbers of rows, e.g. 24,168; 1 for none');
}

export default class Decompose extends BaseCommand {
  static override group: CommandGroup = 'understand';
  static override summary = 'Take a series apart into trend, seasons, holidays and remainder';
  static override description =
    'One row a row of the series, with what each part adds to it; the parts add up to the value. Columns known ahead (--future) and --holidays are parts of their own.';
  static override examples = [
    '<%= config.bin %> decompose demo:weather --target temp_max',
    '<%= config.bin %> decompose demo:weather --target wind --season 7 --chart-file wind.html',
  ];
  static override readsAlways = true;
  static override args = filesArgument;
  static override flags = {
    season: listFlag({
      helpGroup,
      helpValue: 'LIST',
      aliases: ['seasonality', 'seasonal-period', 'period'],
      summary: 'Seasons in rows, e.g. 24,168 [default: from frequency and data]',
      item: period,
    }),
    form: textFlag({
      helpGroup,
      options: [...forms],
      summary: 'Whether seasons grow with the level [default: what leaves the smaller remainder]',
    }),
    ...readingFlags,
    ...outputFlags,
    ...chartFlags,
  };

  async run() {
    const { files, flags } = await this.settings(Decompose);
    const outcome = await runDecomposeJob(
      {
        files,
        reading: readingOptions(flags),
        seasons: flags.season,
        form: flags.form as Form | undefined,
      },
      this.observer(),
    );
    return this.present(presentDecomposition(outcome, this.commandLine()), flags);
  }
}
