import type { Instruction, KernelName, Kernels } from './kernels.js';
import { resolve } from './operand.js';
import { frameOf, type Places } from './shards.js';

/** What the threads can be asked to do; each is a list of kernel calls that is run once a task. */
export interface Programs {
  /** A shard's forward pass with dropout, loss and backward pass. */
  readonly train: readonly Instruction[];
  /** A shard's forward pass and loss. */
  readonly evaluate: readonly Instruction[];
  /** A shard's forward pass. */
  readonly predict: readonly Instruction[];
  /** A chunk of the weights: the shards' gradients added up. */
  readonly sum: readonly Instruction[];
  /** A chunk of the weights: the optimizer's step. */
  readonly update: readonly Instruction[];
}

export type ProgramName = keyof Programs;

/** Program names in a fixed order, so that a number in shared memory can name one. */
export const programNames = ['train', 'evaluate', 'predict', 'sum', 'update'] as const;

/** Runs one task of a program on a batch of a given size. */
export type Runner = (program: ProgramName, batchSize: number, task: number) => void;

interface BoundCall {
  readonly kernel: KernelName;
  readonly operands: readonly number[];
}

/** How many batch sizes a thread remembers the operands of: the usual one, and a last smaller one. */
const REMEMBERED_SIZES = 4;

/** A thread's runner: operands are worked out once per batch size and task, then only called. */
export function createRunner(
  kernels: Kernels,
  programs: Programs,
  places: Places,
  thread: number,
): Runner {
  const remembered = new Map<number, Map<string, readonly BoundCall[]>>();

  function bound(program: ProgramName, batchSize: number, task: number): readonly BoundCall[] {
    let tasks = remembered.get(batchSize);
    if (!tasks) {
      if (remembered.size === REMEMBERED_SIZES) remembered.clear();
      tasks = new Map();
      remembered.set(batchSize, tasks);
    }
    const key = `${program} ${task}`;
    let calls = tasks.get(key);
    if (!calls) {
      const frame = frameOf(places, thread, batchSize, task);
      calls = programs[program].map(({ kernel, operands }) => ({
        kernel,
        operands: operands.map((operand) => resolve(operand, frame)),
      }));
      tasks.set(key, calls);
    }
    return calls;
  }

  return (program, batchSize, task) => {
    for (const { kernel, operands } of bound(program, batchSize, task)) {
      kernels[kernel](...operands);
    }
  };
}
