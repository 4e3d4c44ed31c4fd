import type { Operand } from './operand.js';

const activationForward = ['y', 'x', 'count'] as const;
const activationBackward = ['dx', 'dy', 'x', 'y', 'count'] as const;
const loss = ['sum', 'dy', 'y', 'targets', 'firstRow', 'present', 'outputs', 'scale'] as const;
const input = ['mask', 'initial', 'x', 'w', 'u', 'bias'] as const;
const size = ['steps', 'rows', 'inputs', 'units', 'lag', 'reverse'] as const;
const layerGradients = ['dx', 'dw', 'du', 'db'] as const;
const gruTransposed = ['wT', 'uGatesT', 'uCandidateT'] as const;
const move = ['firstRow', 'present', 'rows', 'positions', 'width'] as const;

/**
 * The kernels that JavaScript calls and the names of their operands, in order; their source in kernels/
 * says what each means. Addresses are in bytes, sizes in numbers, flags 0 or 1.
 */
export const signatures = {
  add: ['y', 'x', 'count'],
  addCrossProducts: ['c', 'rows', 'count', 'm', 'n'],
  addColumns: ['y', 'yWidth', 'x', 'xWidth', 'rows', 'width'],
  adamw: ['weights', 'gradient', 'first', 'second', 'decays', 'settings', 'count'],
  applyExp: activationForward,
  applySigmoid: activationForward,
  applyTanh: activationForward,
  attentionBackward: [
    ...['dq', 'dk', 'dv', 'dOutput', 'weights', 'q', 'k', 'v', 'dScores', 'scratch', 'sums'],
    ...['steps', 'padded', 'rows', 'heads', 'd'],
  ],
  attentionForward: [
    ...['o', 'weights', 'q', 'k', 'v', 'scratch'],
    ...['steps', 'padded', 'rows', 'heads', 'd'],
  ],
  copyColumns: ['y', 'yWidth', 'x', 'xWidth', 'rows', 'width'],
  countPresent: ['targets', 'count'],
  dropoutMask: ['mask', 'control', 'node', 'rate', 'firstRow', 'rows', 'positions', 'width'],
  embeddingBackward: ['dtable', 'dy', 'x', 'rows', 'categories', 'width'],
  embeddingForward: ['y', 'x', 'table', 'rows', 'categories', 'width'],
  fill: ['y', 'value', 'count'],
  geluBackward: activationBackward,
  geluForward: activationForward,
  gruBackward: [
    ...layerGradients,
    ...[
      'dOutput',
      'dState',
      'dReset',
      'gates',
      'reset',
      'hidden',
      'masked',
      'mask',
      'initial',
      'x',
    ],
    ...gruTransposed,
    ...size,
    'sequence',
    'scratch',
  ],
  gruForward: ['gates', 'reset', 'hidden', 'masked', ...input, ...size, 'keep'],
  gruResetAfterBackward: [
    ...layerGradients,
    ...['dRecurrentBias', 'dOutput', 'dState', 'dMasked', 'gates', 'recurrent', 'hidden', 'masked'],
    ...['mask', 'initial', 'x'],
    ...gruTransposed,
    ...size,
    'sequence',
    'scratch',
  ],
  gruResetAfterForward: [
    ...['gates', 'recurrent', 'hidden', 'masked'],
    ...input,
    'recurrentBias',
    ...size,
    'keep',
  ],
  huberLoss: [...loss, 'delta'],
  layerNormBackward: [
    ...['dx', 'dscale', 'dshift', 'dy', 'normal', 'inverse', 'scale', 'rows', 'width'],
  ],
  layerNormForward: ['y', 'normal', 'inverse', 'x', 'scale', 'shift', 'rows', 'width'],
  linearBackward: ['dx', 'dw', 'db', 'dy', 'x', 'wT', 'rows', 'inputs', 'units', 'scratch'],
  linearForward: ['y', 'x', 'w', 'bias', 'rows', 'inputs', 'units'],
  loadRows: ['y', 'batch', ...move],
  lstmBackward: [
    ...layerGradients,
    ...[
      'dOutput',
      'dState',
      'dCell',
      'gates',
      'squashed',
      'cells',
      'masked',
      'mask',
      'initial',
      'x',
    ],
    ...['wT', 'uT'],
    ...size,
    'sequence',
    'scratch',
  ],
  lstmForward: ['gates', 'squashed', 'cells', 'hidden', 'masked', ...input, ...size, 'keep'],
  maeLoss: loss,
  mseLoss: loss,
  multiply: ['y', 'a', 'b', 'count'],
  addProduct: ['y', 'a', 'b', 'count'],
  pack: ['packed', 'b', 'k', 'n', 'stride'],
  packTransposed: ['packed', 'b', 'k', 'n', 'stride'],
  pinballLoss: [...loss, 'probabilities', 'quantiles'],
  positionBackward: ['dvectors', 'dy', 'steps', 'rows', 'width'],
  positionForward: ['y', 'x', 'vectors', 'steps', 'rows', 'width'],
  reluBackward: activationBackward,
  reluForward: activationForward,
  repeatRows: ['y', 'x', 'count', 'times'],
  reshape: ['y', 'yWidth', 'x', 'xWidth', 'xPositions', 'rows', 'accumulate'],
  rnnBackward: [
    ...layerGradients,
    ...['dOutput', 'dPre', 'dState', 'hidden', 'masked', 'mask', 'initial', 'x', 'wT', 'uT'],
    ...size,
    'sequence',
    'scratch',
  ],
  rnnForward: ['hidden', 'masked', ...input, ...size],
  sigmoidBackward: activationBackward,
  sigmoidForward: activationForward,
  squashedPinballLoss: [...loss, 'probabilities', 'quantiles'],
  storeRows: ['batch', 'y', ...move],
  subtractProduct: ['c', 'y', 'a', 'aWidth', 'b', 'm', 'k', 'n'],
  sumGradients: ['gradients', 'shardBytes', 'shards', 'squares', 'count'],
  sumRepeats: ['dx', 'dy', 'count', 'times'],
  tanhBackward: activationBackward,
  tanhForward: activationForward,
  transpose: ['y', 'x', 'rows', 'a', 'b', 'accumulate'],
} as const;

export type KernelName = keyof typeof signatures;

/** A kernel's operands by name. */
export type Operands<K extends KernelName> = Readonly<
  Record<(typeof signatures)[K][number], Operand>
>;

/** One kernel call of a program; plain data, so that every thread can be sent it. */
export interface Instruction {
  readonly kernel: KernelName;
  readonly operands: readonly Operand[];
}

/** The call of a kernel with these operands. */
export function call<K extends KernelName>(kernel: K, operands: Operands<K>): Instruction {
  const byName: Readonly<Record<string, Operand>> = operands;
  return { kernel, operands: signatures[kernel].map((name) => byName[name]!) };
}

/** The module's exports. */
export type Kernels = Readonly<Record<KernelName, (...operands: number[]) => number>>;
