import type { CronTime } from './cron-time.js';

/** What a scheduler needs to know; paths are absolute, because it has its own folder and PATH. */
export interface SchedulePlan {
  /** What starts gatecast, word by word. */
  readonly program: readonly string[];
  /** The words of `retrain` behind it. */
  readonly retrain: readonly string[];
  /** Tells the jobs of one machine apart. */
  readonly name: string;
  readonly time: CronTime;
  /** Time zone of this machine. */
  readonly zone: string;
  readonly config: {
    readonly path: string;
    readonly text: string;
  };
  /** Parts in which the champion forecasts once it is trained; null where `retrain` publishes all. */
  readonly parts: Parts | null;
  readonly resources: Resources;
  /** Of a container. */
  readonly image: string;
  readonly claim: string;
}

export interface Parts {
  readonly count: number;
  /** The words of `predict` behind the program. */
  readonly predict: readonly string[];
  readonly folder: string;
  /** What the parts become. */
  readonly output: string;
}

export interface Resources {
  readonly cpus: number;
  readonly memoryMb: number;
  /** Minutes after which a job is given up. */
  readonly minutes: number;
}

/** One file to be put somewhere. */
export interface ScheduleFile {
  readonly name: string;
  /** The folder where it belongs, with a slash, where that is always the same. */
  readonly place?: string;
  readonly text: string;
}

/** What a scheduler is given. */
export interface ScheduleText {
  /** A line for a crontab, where there is one. */
  readonly line?: string;
  readonly files: readonly ScheduleFile[];
  /** What to do with it, one sentence a line. */
  readonly steps: readonly string[];
}

/** A scheduler: turns a plan into what it is given. */
export interface Scheduler {
  readonly name: string;
  readonly summary: string;
  write(plan: SchedulePlan): ScheduleText;
}

/** Where the files of a job are distinguished from those of others. */
export const fileName = ({ name }: SchedulePlan, ending: string) => `gatecast-${name}${ending}`;
