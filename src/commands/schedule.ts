import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { outputFlags } from '../cli/flags/output.js';
import { nameFlag } from '../cli/flags/store.js';
import { integerFlag, textFlag } from '../cli/flags/values.js';
import { presentTable } from '../cli/presentations/store.js';
import { retrainJob } from '../cli/retrain-job.js';
import { cronTimeOf } from '../cli/schedule/cron-time.js';
import { nextRunTexts, plainSchedule } from '../cli/schedule/describe.js';
import { schedulers } from '../cli/schedule/index.js';
import { installCrontab } from '../cli/schedule/install.js';
import type { SchedulePlan, ScheduleText } from '../cli/schedule/plan.js';
import { usageError } from '../errors.js';
import { writeFileAtomic } from '../store/atomic.js';
import { writeProblem } from '../store/write-problem.js';
import { factsTable } from '../tables/store.js';
import { checkJob } from '../workflows/retrain/check-job.js';
import Retrain from './retrain.js';

const helpGroup = 'SCHEDULING';
/** What is shown where no scheduler is named. */
const USUAL = ['cron', 'systemd'];

export default class Schedule extends BaseCommand {
  static override summary =
    'Print what runs retrain every night: for cron, systemd, Slurm or Kubernetes';
  static override description =
    'Nothing is installed unless --install is given, and no file written without --folder.';
  static override examples = [
    '<%= config.bin %> schedule nightly.yaml --at 02:00',
    '<%= config.bin %> schedule nightly.yaml --on slurm --parts 64 --weekdays Mon-Fri',
    '<%= config.bin %> schedule nightly.yaml --on kubernetes --cron "30 1 * * *"',
  ];
  static override args = {
    settings: Args.string({
      required: true,
      ignoreStdin: true,
      description: 'Config file of retrain',
    }),
  };
  static override flags = {
    ...nameFlag,
    on: textFlag({
      helpGroup,
      options: schedulers.names,
      summary: 'What starts it [default: cron and systemd]',
    }),
    at: textFlag({ helpGroup, helpValue: 'HH:MM', summary: 'Time of day [default: 02:00]' }),
    weekdays: textFlag({
      helpGroup,
      helpValue: 'LIST',
      summary: 'Days of the week, e.g. Mon-Fri,Sun [default: all]',
    }),
    every: textFlag({
      helpGroup,
      helpValue: 'TIME',
      summary: 'How often: 15min, 6h, day, week [default: day]',
    }),
    cron: textFlag({
      helpGroup,
      helpValue: '"M H D M W"',
      summary: 'The five fields of a crontab instead',
    }),
    parts: integerFlag({
      helpGroup,
      min: 1,
      max: 10_000,
      summary: 'Forecast in so many shards once it is trained, and gather them (slurm, kubernetes)',
    }),
    cpus: integerFlag({ helpGroup, min: 1, summary: 'CPUs of each job [default: 2]' }),
    memory: integerFlag({ helpGroup, min: 128, summary: 'MB of each job [default: 2048]' }),
    minutes: integerFlag({ helpGroup, min: 1, summary: 'Longest time of a job [default: 240]' }),
    image: textFlag({ helpGroup, summary: 'Container image (kubernetes) [default: gatecast]' }),
    claim: textFlag({
      helpGroup,
      summary: 'Volume claim with the folder of the config (kubernetes) [default: gatecast]',
    }),
    folder: textFlag({ helpGroup, helpValue: 'DIR', summary: 'Write the files into this folder' }),
    install: Flags.boolean({ helpGroup, summary: "Put the line into this user's crontab" }),
    ...outputFlags,
  };

  async run() {
    const { args, flags } = await this.settings(Schedule);
    const { settings } = args;
    const names = flags.on === undefined ? USUAL : [flags.on];
    if (flags.install === true && !names.includes('cron')) {
      throw usageError(
        `--install puts a line into a crontab, and --on is ${flags.on}`,
        'leave one',
      );
    }
    if (flags.parts !== undefined && !['slurm', 'kubernetes'].includes(flags.on ?? '')) {
      throw usageError('--parts needs many machines', 'add --on slurm or --on kubernetes');
    }
    const plan = await this.planOf(resolve(settings), flags);
    const texts = names.map((name) => schedulers.get(name).write(plan));
    const written = await writeFiles(texts, flags.folder);
    const crontab = texts.find(({ line }) => line !== undefined)?.line;
    if (flags.install === true && crontab !== undefined) installCrontab(plan.name, crontab);
    const installed = flags.install === true;
    const runs = nextRunTexts(plan.time, new Date());
    const units = Object.fromEntries(
      texts.flatMap(({ files }) => files.map(({ name, text }) => [name, text] as const)),
    );
    const facts = factsTable('Schedule', { ...(crontab ? { crontab } : {}), ...units });
    const document = {
      ...(crontab ? { crontab } : {}),
      units,
      cron: plan.time.text,
      next: runs,
      written,
      installed,
    };
    const plain = plainSchedule(texts, runs, plan.zone, installed);
    return this.present({ ...presentTable(facts, document), plain }, flags);
  }

  /**
   * What is to be run, once its config was read as `retrain` will read it: at night nobody would see that
   * it cannot be. This shell's GATECAST_* variables will not be there.
   */
  private async planOf(path: string, given: ScheduleFlags): Promise<SchedulePlan> {
    const override = given.name === undefined ? [] : ['--name', given.name];
    const argv = ['--config', path, ...override];
    const { args, flags } = await this.settingsOf(Retrain, argv, {});
    const files = args.file ?? [];
    if (files.length === 0) throw usageError(`${path} names no data`, 'write files: data/*.csv');
    const job = retrainJob(files, flags, this.config.version, '');
    await checkJob(job);
    const folder = dirname(path);
    return {
      program: [process.execPath, resolve(this.config.root, 'bin/run.js')],
      retrain: ['retrain', ...argv],
      name: job.name,
      time: cronTimeOf(given),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      config: { path, text: await readFile(path, 'utf8') },
      parts:
        given.parts === undefined
          ? null
          : {
              count: given.parts,
              predict: [
                'predict',
                ...files.map((file) => resolve(file)),
                ...['--store', resolve(job.store), '--name', job.name],
              ],
              folder: join(folder, `${job.name}-parts`),
              output: join(folder, `${job.name}-forecast.csv`),
            },
      resources: {
        cpus: given.cpus ?? 2,
        memoryMb: given.memory ?? 2048,
        minutes: given.minutes ?? 240,
      },
      image: given.image ?? 'gatecast',
      claim: given.claim ?? 'gatecast',
    };
  }
}

interface ScheduleFlags {
  readonly name?: string | undefined;
  readonly at?: string | undefined;
  readonly weekdays?: string | undefined;
  readonly every?: string | undefined;
  readonly cron?: string | undefined;
  readonly parts?: number | undefined;
  readonly cpus?: number | undefined;
  readonly memory?: number | undefined;
  readonly minutes?: number | undefined;
  readonly image?: string | undefined;
  readonly claim?: string | undefined;
}

/** Paths of the files that were written; none without a folder. */
async function writeFiles(
  texts: readonly ScheduleText[],
  folder: string | undefined,
): Promise<string[]> {
  if (folder === undefined) return [];
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw writeProblem(folder, error);
  });
  const written: string[] = [];
  for (const { name, text } of texts.flatMap(({ files }) => files)) {
    const path = join(folder, name);
    await writeFileAtomic(path, text);
    written.push(path);
  }
  return written;
}
