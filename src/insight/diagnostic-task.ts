import type { BatchSource } from '../training/training.js';

/** Name of the one input that a task's batches have. // (steps, features) */
export const WINDOW = 'window';

/** What cells are diagnosed on: windows with their answers, from a file or a task. */
export interface DiagnosticTask {
  readonly title: string;
  readonly steps: number;
  readonly features: number;
  readonly outputs: number;
  readonly training: BatchSource;
  readonly validation: BatchSource;
  /** Mean squared error of the best constant answer; null where it is not known. */
  readonly chance: number | null;
  /** Passes that are enough where it can be learned at all. */
  readonly epochs: number;
  /** Whether gates start as open as memories of up to `steps` steps need (see `openGates`). */
  readonly gatesOpen: boolean;
}
