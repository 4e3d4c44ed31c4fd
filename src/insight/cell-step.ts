/** Weights of one recurrent layer, the gates side by side in the columns (Keras' layout). */
export interface LayerWeights {
  readonly units: number;
  readonly kernel: Float64Array; // (inputs, gates × units)
  readonly recurrent: Float64Array; // (units, gates × units)
  readonly bias: Float64Array; // (gates × units)
  /** Of the form of a gru that has one; else empty. */
  readonly recurrentBias: Float64Array; // (units)
}

/** What a layer hands from step to step; `cell` is empty where the hidden state is all there is. */
export interface State {
  readonly hidden: Float64Array; // (units)
  readonly cell: Float64Array; // (units) or ()
}

/** One step as it was taken. */
export interface Step {
  readonly before: State;
  readonly after: State;
  /** Everything between, in the order of the weights' columns, after its activation. // (gates) × (units) */
  readonly parts: readonly Float64Array[];
}

/**
 * One recurrent cell, a window and a step at a time and in double precision: slow, but every number in
 * between can be looked at. The equations are those of the engine's kernels.
 */
export interface CellStep {
  readonly name: 'rnn' | 'gru' | 'gru-reset-after' | 'lstm';
  /** What a recurrent node of this cell declares. */
  readonly node: { readonly cell: 'rnn' | 'gru' | 'lstm'; readonly resetAfter?: boolean };
  /** Names of the gates, the leading `parts`. */
  readonly gates: readonly string[];
  /** Length of `State.cell` in units. */
  readonly cells: 0 | 1;
  step(weights: LayerWeights, input: Float64Array, before: State): Step;
  /** From the gradient of the state after a step to that of the state before it. */
  back(weights: LayerWeights, step: Step, gradient: State): State;
}
