import type { Batch } from '../engines/engine.js';

/** Windows to learn from, gathered on demand; nothing is copied per window beforehand. */
export interface BatchSource {
  readonly count: number;
  /** The windows at these positions. The arrays may be reused by the next call. */
  gather(positions: Int32Array): Batch;
}

export interface TrainingSettings {
  /** At most. */
  readonly epochs: number;
  readonly batchSize: number;
  /** Windows in one epoch; fewer than there are means that each epoch draws its own. */
  readonly windowsPerEpoch: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly clipNorm: number;
  /** Epochs without a better validation loss before training ends. */
  readonly patience: number;
  readonly seed: number;
  /** When aborted, return the best so far instead of failing. */
  readonly keepBest: boolean;
  /** End after this many seconds of the clock; Infinity for no limit. */
  readonly budgetSeconds: number;
}

export interface EpochRecord {
  readonly epoch: number;
  readonly loss: number;
  readonly validationLoss: number | null;
}

/**
 * All that a training needs to go on where it stopped, bit for bit, as plain data. The order of
 * windows needs no state: each epoch's shuffle comes from the seed and the epoch's number.
 */
export interface Checkpoint {
  readonly epoch: number;
  readonly step: number;
  readonly weights: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  readonly average: Float32Array;
  readonly averagedSteps: number;
  readonly bestEpoch: number;
  readonly bestLoss: number;
  readonly bestWeights: Float32Array;
  readonly history: readonly EpochRecord[];
}

/** Where trainings that may be stopped keep their state, by member of the ensemble. */
export interface Checkpoints {
  /** The state to go on from, or null to begin. */
  load(member: number): Checkpoint | null;
  /** Called after every epoch; must not wait for a disk. */
  save(member: number, checkpoint: Checkpoint): void;
}

/** What the caller may hook into; nothing here changes a result except by ending training early. */
export interface TrainingHooks {
  readonly onEpoch?: (record: EpochRecord) => void;
  /** Called after every epoch with the state to resume from. */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void;
  readonly signal?: AbortSignal;
  /** Seconds, from any start. */
  readonly clock?: () => number;
  readonly resume?: Checkpoint;
}

export interface TrainingResult {
  readonly weights: Float32Array;
  readonly epochs: number;
  readonly steps: number;
  readonly bestEpoch: number;
  readonly history: readonly EpochRecord[];
  readonly ended: 'finished' | 'patience' | 'budget' | 'aborted';
}
