import type { Champion } from '../../store/champion.js';
import type { Lock } from '../../store/lock.js';
import type { Observer } from '../workflow.js';
import type { RetrainJob } from './job.js';
import type { Night } from './night.js';
import type { RunRecorder } from './run-recorder.js';

/** What the stages of one night share, once its data are read. */
export interface NightRun {
  readonly lock: Lock;
  readonly job: RetrainJob;
  readonly night: Night;
  /** What serves as the night begins. */
  readonly champion: Champion | null;
  /** Hash of all that the run's result is a function of. */
  readonly inputs: string;
  /** Hash of the model's settings alone. */
  readonly recipe: string;
  readonly recorder: RunRecorder;
  readonly observer: Observer;
}
