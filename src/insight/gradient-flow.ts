import type { Batch } from '../engines/engine.js';
import type { CellStep, LayerWeights, Step } from './cell-step.js';
import { WINDOW } from './diagnostic-task.js';
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

/** A layer, and for each window what it reads and the loss's gradient in its last state. */
export interface TracedLayer {
  readonly cell: CellStep;
  readonly layer: LayerWeights;
  readonly windows: Iterable<{
    readonly inputs: Float64Array; // (steps, inputs)
    /** From the last state after all steps to the loss's gradient in it. */
    readonly gradient: (last: Float64Array) => Float64Array; // (units) -> (units)
  }>;
}

/** The flow through a network over the windows of a batch; windows without an answer are left out. */
export function gradientFlow(network: TracedNetwork, batch: Batch): GradientFlow {
  const { cell, layer } = network;
  const rows = batch.inputs[WINDOW]!;
  const width = rows.length / batch.size;
  const outputs = batch.targets.length / batch.size;
  const windows = Array.from({ length: batch.size }, (_, row) => ({
    inputs: Float64Array.from(rows.subarray(row * width, (row + 1) * width)),
    answer: batch.targets.subarray(row * outputs, (row + 1) * outputs),
  })).filter(({ answer }) => !answer.some(Number.isNaN));
  return layerFlow({
    cell,
    layer,
    windows: windows.map(({ inputs, answer }) => ({
      inputs,
      gradient: (last) => outputGradient(network, last, answer),
    })),
  });
}

/** The flow through one layer, averaged over its windows. */
export function layerFlow({ cell, layer, windows }: TracedLayer): GradientFlow {
  const norms: number[] = [];
  const activity = cell.gates.map(() => ({ sum: 0, saturated: 0, count: 0 }));
  let counted = 0;
  for (const { inputs, gradient } of windows) {
    const steps = traceWindow(cell, layer, inputs);
    const dLast = gradient(steps.at(-1)!.after.hidden);
    hiddenGradients(cell, layer, steps, dLast).forEach((each, back) => {
      norms[back] = (norms[back] ?? 0) + norm(each);
    });
    for (const step of steps) countGates(step, activity);
    counted++;
  }
  return {
    norms: Float64Array.from(norms, (sum) => sum / counted),
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
