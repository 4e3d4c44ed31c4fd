/**
 * A network as plain JSON: nodes in topological order, each naming the nodes it reads. Every value
 * carries a leading batch axis that is left out of the shapes below.
 */
export interface NetworkSpec {
  readonly inputs: readonly InputSpec[];
  readonly nodes: readonly NodeSpec[];
  /** Id of the node (or input) that is compared with the target; its shape is (outputs). */
  readonly output: string;
  readonly loss: LossSpec;
}

export interface InputSpec {
  readonly id: string;
  /** (steps, features) for a sequence, (features) for a plain vector. */
  readonly shape: readonly number[];
  /** Whether the gradient with respect to it is wanted, because what makes it learns as well. */
  readonly learns?: boolean;
}

/** Mean over all elements whose target is not NaN. */
export type LossSpec =
  | { readonly kind: 'mse' | 'mae' }
  | { readonly kind: 'huber'; readonly delta: number }
  /**
   * The output's shape is (horizon, quantiles) flattened; the target's is (horizon). Squashed: asinh of
   * each row's mean, rows weighted by their present targets, so that rows of large errors do not rule.
   */
  | {
      readonly kind: 'pinball';
      readonly probabilities: readonly number[];
      readonly squashed?: boolean;
    };

export type NodeSpec =
  /** y = x W + b over the last axis. // (…, in) -> (…, units) */
  | {
      readonly kind: 'linear';
      readonly id: string;
      readonly from: string;
      readonly units: number;
      readonly bias: boolean;
      readonly init: 'xavier' | 'zeros';
      /** Its weights are given and training leaves them alone; it then reads inputs only. */
      readonly frozen?: boolean;
    }
  /** A whole recurrent layer. // (steps, in) -> (steps, units), or (units) when only the last state is kept */
  | {
      readonly kind: 'recurrent';
      readonly id: string;
      readonly from: string;
      readonly cell: 'rnn' | 'gru' | 'lstm';
      readonly units: number;
      readonly sequence: boolean;
      /** Reads the steps from last to first. */
      readonly reverse: boolean;
      /** Recurrent (variational) dropout: one mask on the hidden state for all steps (Gal & Ghahramani 2016). */
      readonly recurrentDropout: number;
      /**
       * Only for gru. False (or absent): n = tanh(x W + (r ⊙ h) U), Keras' original form and the only one
       * TensorFlow.js has. True: n = tanh(x W + r ⊙ (h U + c)), the form of cuDNN and PyTorch, with an own
       * bias c on the recurrent product.
       */
      readonly resetAfter?: boolean;
      /** A step continues from this many steps before it (Chang et al. 2017); 1 when absent. */
      readonly dilation?: number;
    }
  /** Inverted dropout, active in training only. // same shape */
  | { readonly kind: 'dropout'; readonly id: string; readonly from: string; readonly rate: number }
  /** Element-wise sum of values of one shape. */
  | { readonly kind: 'add'; readonly id: string; readonly from: readonly string[] }
  /** Joined along the last axis; leading axes agree. */
  | { readonly kind: 'concat'; readonly id: string; readonly from: readonly string[] }
  /** Columns [start, start + size) of the last axis. */
  | {
      readonly kind: 'slice';
      readonly id: string;
      readonly from: string;
      readonly start: number;
      readonly size: number;
    }
  /** The same numbers under another shape of equal size (also "flatten"). */
  | {
      readonly kind: 'reshape';
      readonly id: string;
      readonly from: string;
      readonly shape: readonly number[];
    }
  /** The last step of a sequence. // (steps, features) -> (features) */
  | { readonly kind: 'last'; readonly id: string; readonly from: string }
  /** A vector repeated. // (features) -> (steps, features) */
  | { readonly kind: 'repeat'; readonly id: string; readonly from: string; readonly steps: number }
  /** The first two axes exchanged. // (a, b) -> (b, a) */
  | { readonly kind: 'transpose'; readonly id: string; readonly from: string }
  /** A learned vector added at each step. // (steps, features) -> same shape */
  | { readonly kind: 'position'; readonly id: string; readonly from: string }
  /**
   * A learned vector for each category. The input holds whole numbers; one outside 0 … categories - 1
   * (an unknown category) gives zeros. // (…, 1) -> (…, units)
   */
  | {
      readonly kind: 'embedding';
      readonly id: string;
      readonly from: string;
      readonly categories: number;
      readonly units: number;
    }
  /** Normalised over the last axis, with learned scale and shift (Ba et al. 2016). // same shape */
  | { readonly kind: 'layernorm'; readonly id: string; readonly from: string }
  /**
   * Scaled dot-product attention of every step to every step, by heads that share the units equally
   * (Vaswani et al. 2017). Its projections are linear nodes.
   * // query, key, value: (steps, units) each -> (steps, units)
   */
  | {
      readonly kind: 'attention';
      readonly id: string;
      readonly from: readonly [query: string, key: string, value: string];
      readonly heads: number;
    }
  /**
   * One step of another recurrent layer's cell, with its weights, at every position at once and each time
   * from the same state: parallel decoding (SegRNN, Lin et al. 2023). Not for lstm, whose state is two.
   * // inputs: (positions, features), state: (units) -> (positions, units)
   */
  | {
      readonly kind: 'step';
      readonly id: string;
      readonly from: readonly [inputs: string, state: string];
      /** Id of the recurrent node whose weights it uses; cell, units and form are that node's. */
      readonly weightsOf: string;
      readonly cell: 'rnn' | 'gru';
      readonly units: number;
      readonly resetAfter?: boolean;
    }
  | {
      readonly kind: 'activation';
      readonly id: string;
      readonly from: string;
      readonly function: 'tanh' | 'sigmoid' | 'relu' | 'gelu';
    };
