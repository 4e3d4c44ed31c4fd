import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { seasonFlag } from '../cli/flags/modelling.js';
import { chartFlags, outputFlags } from '../cli/flags/output.js';
import { filesArgument, readingFlags, readingOptions } from '../cli/flags/reading.js';
import { shardFlags } from '../cli/flags/shard.js';
import { integerFlag, numberFlag } from '../cli/flags/values.js';
import { presentAnomalies } from '../cli/presentations/anomalies.js';
import type { CommandGroup } from '../cli/screen/command-groups.js';
import { usageError } from '../errors.js';
import { runAnomaliesJob } from '../workflows/series/anomalies.js';

const helpGroup = 'ANOMALIES';
const DEFAULT_ALPHA = 0.01;

export default class Anomalies extends BaseCommand {
  static override group: CommandGroup = 'understand';
  static override summary = 'Find rows that were not to be expected';
  static override description =
    'Each row is judged by what the rows before it made expect: far-off values, new levels, and sensors that stand still. P-values are corrected for how many rows are looked at.';
  static override examples = [
    '<%= config.bin %> anomalies demo:weather --target wind',
    '<%= config.bin %> anomalies demo:weather --target wind --newest 7 --fail-on-anomaly --quiet',
  ];
  static override readsAlways = true;
  static override args = filesArgument;
  static override flags = {
    alpha: numberFlag({
      helpGroup,
      min: 1e-9,
      max: 0.5,
      summary: `Share of false alarms among the alarms [default: ${DEFAULT_ALPHA}]`,
    }),
    newest: integerFlag({
      helpGroup,
      min: 1,
      summary: 'Rows at the end of each series that are new [default: one season]',
    }),
    'fail-on-anomaly': Flags.boolean({
      helpGroup,
      summary: 'Exit with 3 where one of the newest rows is an anomaly',
    }),
    'only-anomalies': Flags.boolean({ helpGroup, summary: 'Give the anomalies alone' }),
    ...seasonFlag,
    ...readingFlags,
    ...shardFlags,
    ...outputFlags,
    ...chartFlags,
  };

  async run() {
    const { files, flags } = await this.settings(Anomalies);
    const ofAll = (['fail-on-anomaly', 'only-anomalies'] as const).find((name) => flags[name]);
    if (flags.shard !== undefined && ofAll !== undefined) {
      throw usageError(
        `--${ofAll}: one part alone does not tell what is an anomaly`,
        'leave it out, and look at what gatecast gather writes',
      );
    }
    return this.presentWork(files, flags, async () => {
      const outcome = await runAnomaliesJob(
        {
          files,
          reading: readingOptions(flags),
          season: flags.season,
          alpha: flags.alpha ?? DEFAULT_ALPHA,
          newest: flags.newest,
        },
        this.observer(),
      );
      return presentAnomalies(outcome, flags, this.commandLine());
    });
  }
}
