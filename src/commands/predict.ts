import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { engineSettings } from '../cli/flags/job.js';
import {
  engineFlags,
  formFlags,
  horizonFlag,
  levelsFlag,
  valueRange,
} from '../cli/flags/modelling.js';
import { chartFlags, outputFlags } from '../cli/flags/output.js';
import { planningFlags, planningRequest } from '../cli/flags/planning.js';
import { filesArgument, readingFlags, readingOptions } from '../cli/flags/reading.js';
import { shardFlags } from '../cli/flags/shard.js';
import { modelSource, nameFlag, storeFlag } from '../cli/flags/store.js';
import { textFlag } from '../cli/flags/values.js';
import { presentPrediction } from '../cli/presentations/predict.js';
import type { CommandGroup } from '../cli/screen/command-groups.js';
import type { Shard } from '../data/panel/shard.js';
import { requireChampion } from '../store/champion.js';
import { modelFolderOf } from '../store/names.js';
import { runPredictJob } from '../workflows/predict.js';

export default class Predict extends BaseCommand {
  static override group: CommandGroup = 'forecast';
  static override summary = 'Forecast from a saved model and a file of (newer) history';
  static override description =
    'Reads the file as the model was trained to; what the data lack of its columns is an error that names them.';
  static override examples = [
    '<%= config.bin %> predict demo:stocks --model close.gatecast',
    '<%= config.bin %> ingest demo:stocks --target close | <%= config.bin %> predict - --model close.gatecast --horizon 2',
    '<%= config.bin %> predict visitors.csv --store models --name visitors',
  ];
  static override args = filesArgument;
  static override flags = {
    model: Flags.string({
      char: 'm',
      helpGroup: 'MODELLING',
      helpValue: 'MODEL',
      summary: 'Model file that gatecast train wrote',
    }),
    ...storeFlag,
    ...nameFlag,
    ...horizonFlag('as trained'),
    ...levelsFlag('as trained'),
    ...formFlags,
    'future-file': textFlag({
      helpGroup: 'MODELLING',
      helpValue: 'FILE',
      summary: 'Plan of the columns known in the future: what would be, if',
    }),
    ...engineFlags,
    ...readingFlags,
    ...planningFlags,
    ...shardFlags,
    ...outputFlags,
    ...chartFlags,
  };

  async run() {
    const { files, flags } = await this.settings(Predict);
    const champion = await championOf(flags);
    return this.presentWork(files, { ...flags, champion }, async () => {
      const outcome = await runPredictJob(
        {
          files,
          model: modelSource(flags),
          reading: readingOptions(flags),
          levels: flags.levels,
          quantiles: flags.quantile,
          range: valueRange(flags),
          horizon: flags.horizon,
          planning: planningRequest(flags),
          futureFile: flags['future-file'],
          engine: engineSettings(flags),
        },
        this.observer(),
      );
      return presentPrediction(outcome, flags, this.commandLine());
    });
  }
}

/** The version that a shard is served by: with another one it is another run. */
async function championOf({
  shard,
  store,
  name,
}: {
  readonly shard?: Shard | undefined;
  readonly store?: string | undefined;
  readonly name?: string | undefined;
}): Promise<string | undefined> {
  if (shard === undefined || store === undefined || name === undefined) return undefined;
  const { facts } = await requireChampion(modelFolderOf(store, name));
  return facts.version;
}
