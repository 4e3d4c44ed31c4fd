import type { FitProgress } from '../models/model.js';

/**
 * What a workflow may tell while it works. The command line shows it; a program that imports the
 * library may leave all of it out.
 */
export interface Observer {
  /** A step that takes a while: "training gru". */
  step?(text: string): void;
  /** Progress of a fit under a label. */
  epochs?(label: string): FitProgress;
  /** Something people should know, one sentence. */
  remark?(text: string): void;
  /** Something that may make the result worse than it looks, one sentence. */
  warn?(text: string): void;
  /** Something that was asked for and will not be there, one sentence; the run exits with 3. */
  miss?(text: string): void;
  readonly signal?: AbortSignal;
}
