import { resolve } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { readConfigFile } from '../cli/config-file.js';
import { outputFlags } from '../cli/flags/output.js';
import { nameFlag } from '../cli/flags/store.js';
import { textFlag } from '../cli/flags/values.js';

import { installCrontab } from '../cli/install-schedule.js';
import { presentTable } from '../cli/presentations/store.js';
import { crontabLine, plainSchedule, systemdUnits } from '../cli/schedule.js';
import { factsTable } from '../tables/store.js';

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
    // Read now, because at night nobody would see that it cannot be read.
    const job = await readConfigFile(args.settings, this.jobKeys(), []);
    const schedule = {
      node: process.execPath,
      script: resolve(this.config.root, 'bin/run.js'),
      config: resolve(args.settings),
      at: flags.at ?? '02:00',
      name: flags.name ?? job.flags.get('name')?.[0] ?? 'default',
    };
    const crontab = crontabLine(schedule);
    const units = systemdUnits(schedule);
    if (flags.install === true) installCrontab(schedule.name, crontab);
    const installed = flags.install === true;
    const facts = factsTable('Schedule', { crontab, ...units });
    const shown = presentTable(facts, { crontab, units, installed });
    return this.present({ ...shown, plain: plainSchedule(crontab, units, installed) }, flags);
  }

  private jobKeys(): string[] {
    return ['retrain', 'monitor'].flatMap((id) =>
      Object.keys(this.config.findCommand(id)?.flags ?? {}),
    );
  }
}
