import { resolve } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { outputFlags } from '../cli/flags/output.js';
import { nameFlag } from '../cli/flags/store.js';
import { textFlag } from '../cli/flags/values.js';
import { installCrontab } from '../cli/install-schedule.js';
import { presentTable } from '../cli/presentations/store.js';
import { retrainJob } from '../cli/retrain-job.js';
import { crontabLine, plainSchedule, systemdUnits } from '../cli/schedule.js';
import { usageError } from '../errors.js';
import { factsTable } from '../tables/store.js';
import { checkJob } from '../workflows/retrain/check-job.js';
import Retrain from './retrain.js';

const helpGroup = 'SCHEDULING';

export default class Schedule extends BaseCommand {
  static override summary =
    'Print what runs retrain every night: a crontab line, a systemd service and timer';
  static override description = 'Nothing is installed unless --install is given.';
  static override examples = ['<%= config.bin %> schedule nightly.yaml --at 02:00'];
  static override args = {
    settings: Args.string({
      required: true,
      ignoreStdin: true,
      description: 'Config file of retrain',
    }),
  };
  static override flags = {
    ...nameFlag,
    at: textFlag({ helpGroup, helpValue: 'HH:MM', summary: 'Time of day [default: 02:00]' }),
    install: Flags.boolean({ helpGroup, summary: "Put the line into this user's crontab" }),
    ...outputFlags,
  };

  async run() {
    const { args, flags } = await this.settings(Schedule);
    const { settings } = args;
    const override = flags.name === undefined ? [] : ['--name', flags.name];
    const schedule = {
      command: [
        ...[process.execPath, resolve(this.config.root, 'bin/run.js'), 'retrain'],
        ...['--config', resolve(settings), ...override],
      ],
      at: flags.at ?? '02:00',
      name: await this.nameOf(settings, ['--config', settings, ...override]),
    };
    const crontab = crontabLine(schedule);
    const units = systemdUnits(schedule);
    if (flags.install === true) installCrontab(schedule.name, crontab);
    const installed = flags.install === true;
    const facts = factsTable('Schedule', { crontab, ...units });
    const shown = presentTable(facts, { crontab, units, installed });
    return this.present({ ...shown, plain: plainSchedule(crontab, units, installed) }, flags);
  }

  /**
   * The name of the model that a job trains, once its config was read as `retrain` will read it: at night
   * nobody would see that it cannot be. This shell's GATECAST_* variables will not be there.
   */
  private async nameOf(settings: string, argv: readonly string[]): Promise<string> {
    const { args, flags } = await this.settingsOf(Retrain, argv, {});
    const files = args.file ?? [];
    if (files.length === 0)
      throw usageError(`${settings} names no data`, 'write files: data/*.csv');
    const job = retrainJob(files, flags, this.config.version, '');
    await checkJob(job);
    return job.name;
  }
}
