/**
 * What an instruction's operands may depend on when a task runs: which thread's memory it works in, and
 * which part of the batch or of the weights it works on.
 */
export interface Frame {
  /** Address of the running thread's arena, bytes. */
  readonly arena: number;
  /** Address of the task's own gradient, bytes. */
  readonly gradient: number;
  /** Rows of the shard, padded to a multiple of four. */
  readonly rows: number;
  /** Rows of the shard that exist in the batch. */
  readonly present: number;
  /** The shard's first row in the batch. */
  readonly firstRow: number;
  /** Number of the task: of the shard, or of the chunk of weights. */
  readonly task: number;
  /** Numbers in a chunk of weights. */
  readonly chunk: number;
  /** How many shards the batch has. */
  readonly shards: number;
}

/** A number, or a sum of multiples of the frame's quantities; addresses are in bytes. */
export type Operand = number | Sum;

export interface Sum {
  readonly constant: number;
  readonly factors: Readonly<Partial<Record<keyof Frame, number>>>;
}

/** `factor` times one of the frame's quantities. */
export function times(quantity: keyof Frame, factor = 1): Sum {
  return { constant: 0, factors: { [quantity]: factor } };
}

/** The sum of two operands. */
export function plus(a: Operand, b: Operand): Operand {
  if (typeof a === 'number') return typeof b === 'number' ? a + b : plus(b, a);
  if (typeof b === 'number') return { constant: a.constant + b, factors: a.factors };
  const factors: Partial<Record<keyof Frame, number>> = { ...a.factors };
  for (const [quantity, factor] of factorsOf(b)) {
    factors[quantity] = (factors[quantity] ?? 0) + factor;
  }
  return { constant: a.constant + b.constant, factors };
}

/** The operand's value for one task. */
export function resolve(operand: Operand, frame: Frame): number {
  if (typeof operand === 'number') return operand;
  return factorsOf(operand).reduce(
    (total, [quantity, factor]) => total + factor * frame[quantity],
    operand.constant,
  );
}

function factorsOf(sum: Sum): [keyof Frame, number][] {
  return Object.entries(sum.factors) as [keyof Frame, number][];
}
