import type { Batch } from '../engines/engine.js';
import type { CellStep, LayerWeights, Step } from './cell-step.js';
import { WINDOW } from './lesson.js';
import { addProduct, transposedProduct } from './products.js';
import { hiddenGradients, traceWindow } from './trace.js';

/** A gate counts as saturated below this, and above 1 less this (Karpathy et al. 2015). */
const SATURATED = 0.1;

/** A layer and the linear map from its last state to the answer. */
export interface TracedNetwork {
  readonly cell: CellStep;
  readonly layer: LayerWeights;
  readonly head: { readonly kernel: Float64Array; readonly bias: Float64Array }; // (units, outputs), (outputs)
}

export interface GateActivity {
  readonly gate: string;
  readonly mean: number;
  /** Share of its values that are nearly 0 or nearly 1. */
  readonly saturated: number;
}

/** How gradients pass back through time, averaged over windows. */
export interface GradientFlow {
  /** Norm of the loss's gradient in the hidden state, by steps back from the newest. // (steps) */
  readonly norms: Float64Array;
  readonly gates: readonly GateActivity[];
}

/** The flow through a network over the windows of a batch; windows without an answer are left out. */
export function gradientFlow(network: TracedNetwork, batch: Batch): GradientFlow {
  const { cell, layer } = network;
  const windows = batch.inputs[WINDOW]!;
  const width = windows.length / batch.size;
  const outputs = batch.targets.length / batch.size;
  const norms = new Float64Array((width * layer.bias.length) / layer.kernel.length);
  const activity = cell.gates.map(() => ({ sum: 0, saturated: 0, count: 0 }));
  let counted = 0;
  for (let row = 0; row < batch.size; row++) {
    const answer = batch.targets.subarray(row * outputs, (row + 1) * outputs);
    if (answer.some(Number.isNaN)) continue;
    const window = Float64Array.from(windows.subarray(row * width, (row + 1) * width));
    const steps = traceWindow(cell, layer, window);
    const dLast = outputGradient(network, steps.at(-1)!.after.hidden, answer);
    hiddenGradients(cell, layer, steps, dLast).forEach((gradient, back) => {
      norms[back]! += norm(gradient);
    });
    for (const step of steps) countGates(step, activity);
    counted++;
  }
  return {
    norms: norms.map((sum) => sum / counted),
    gates: activity.map(({ sum, saturated, count }, i) => ({
      gate: cell.gates[i]!,
      mean: sum / count,
      saturated: saturated / count,
    })),
  };
}

/** Of the mean squared error, in the last hidden state: 2/outputs (y - answer) Vᵀ. // (units) */
function outputGradient(
  { head }: TracedNetwork,
  hidden: Float64Array,
  answer: Float32Array,
): Float64Array {
  const outputs = answer.length;
  const y = addProduct(head.bias.slice(), hidden, head.kernel, outputs, 0);
  const dY = y.map((value, i) => (2 * (value - answer[i]!)) / outputs);
  return transposedProduct(dY, head.kernel, outputs, 0);
}

function countGates(
  { parts }: Step,
  activity: readonly { sum: number; saturated: number; count: number }[],
): void {
  for (const [i, gate] of activity.entries()) {
    for (const value of parts[i]!) {
      gate.sum += value;
      gate.count++;
      if (value < SATURATED || value > 1 - SATURATED) gate.saturated++;
    }
  }
}

const norm = (vector: Float64Array) => Math.sqrt(vector.reduce((sum, v) => sum + v * v, 0));
