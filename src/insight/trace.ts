import type { CellStep, LayerWeights, State, Step } from './cell-step.js';

/** A layer's steps over one window, from a state of zeros. // (steps) */
export function traceWindow(
  cell: CellStep,
  weights: LayerWeights,
  window: Float64Array, // (steps, inputs)
): Step[] {
  const inputs = weights.kernel.length / weights.bias.length;
  const steps: Step[] = [];
  let state = zeroState(cell, weights.units);
  for (let start = 0; start < window.length; start += inputs) {
    const step = cell.step(weights, window.subarray(start, start + inputs), state);
    steps.push(step);
    state = step.after;
  }
  return steps;
}

/**
 * Backpropagation through time: the gradient that arrives at the hidden state after each step, the
 * newest step first, when the loss reads the last hidden state only. // (steps) × (units)
 */
export function hiddenGradients(
  cell: CellStep,
  weights: LayerWeights,
  steps: readonly Step[],
  dLast: Float64Array, // (units)
): Float64Array[] {
  let gradient: State = { ...zeroState(cell, weights.units), hidden: dLast };
  const gradients: Float64Array[] = [];
  for (let t = steps.length - 1; t >= 0; t--) {
    gradients.push(gradient.hidden);
    gradient = cell.back(weights, steps[t]!, gradient);
  }
  return gradients;
}

const zeroState = ({ cells }: CellStep, units: number): State => ({
  hidden: new Float64Array(units),
  cell: new Float64Array(cells * units),
});
