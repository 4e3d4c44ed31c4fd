import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { evaluatingFlags } from '../cli/flags/evaluating.js';
import { modellingFlags, oneModelFlag } from '../cli/flags/modelling.js';
import { outputFlags } from '../cli/flags/output.js';
import { filesArgument, readingFlags } from '../cli/flags/reading.js';
import {
  checkFlags,
  dryRunFlag,
  gateFlags,
  keepRunsFlag,
  publishFlags,
  retentionFlags,
  warmFlag,
} from '../cli/flags/retrain.js';
import { sampleFlag } from '../cli/flags/shard.js';
import { lockFlag, nameFlag, storeFlag } from '../cli/flags/store.js';
import { withLog } from '../cli/logged.js';
import { withPings } from '../cli/ping.js';
import { presentPlan, presentRetraining } from '../cli/presentations/retrain.js';
import { retrainJob } from '../cli/retrain-job.js';
import { warning } from '../message.js';
import { planRetrain } from '../workflows/retrain/dry-run.js';
import { runRetrainJob } from '../workflows/retrain/retrain.js';

export default class Retrain extends BaseCommand {
  static override sharesConfigWith = ['monitor'];
  static override summary =
    'Train on the newest data, let the better model serve, publish its forecasts';
  static override description =
    'One line in a crontab is the whole operation. Exit 0: done, or nothing to do; 3: no new model serves (the champion stays, or a baseline serves as fallback); 4: the data cannot be used; 6: another run is at work. The champion serves on whatever happens.';
  static override examples = [
    '<%= config.bin %> retrain --config nightly.yaml',
    '<%= config.bin %> retrain demo:weather --target temp_max --horizon 7 --model linear --store models --publish forecast.csv',
  ];
  static override args = filesArgument;
  static override flags = {
    ...storeFlag,
    ...nameFlag,
    ...lockFlag,
    ...retentionFlags,
    ...keepRunsFlag,
    ...dryRunFlag,
    force: Flags.boolean({ helpGroup: 'STORE', summary: 'Train also where nothing is new' }),
    ...modellingFlags,
    ...oneModelFlag('auto; gru with another --engine'),
    ...warmFlag,
    ...sampleFlag,
    windows: evaluatingFlags.windows,
    stride: evaluatingFlags.stride,
    'test-size': evaluatingFlags['test-size'],
    'val-size': evaluatingFlags['val-size'],
    ...gateFlags,
    ...checkFlags,
    ...publishFlags,
    ...readingFlags,
    ...outputFlags,
  };

  async run() {
    const { files, flags } = await this.settings(Retrain);
    const observer = this.observer();
    const job = retrainJob(files, flags, this.config.version, this.commandLine());
    if (flags['dry-run'] === true) {
      return this.present(presentPlan(await planRetrain(job, observer)), flags);
    }
    const outcome = await withLog(
      flags['log-file'],
      observer,
      (logged) =>
        withPings(
          flags['ping-url'],
          () => runRetrainJob(job, logged),
          ({ record }) => record.summary,
          (text) => logged.say?.(warning(text)),
        ),
      ({ record: { run, outcome, summary, exitCode } }) => ({ run, outcome, summary, exitCode }),
    );
    return this.present(presentRetraining(outcome), flags);
  }
}
