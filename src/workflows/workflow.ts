import type { Message } from '../message.js';
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
  /** Something that people should know beside the result. */
  say?(message: Message): void;
  readonly signal?: AbortSignal;
}
