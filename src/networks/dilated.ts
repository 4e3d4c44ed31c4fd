import { createGraph, type Graph } from './graph.js';
import type { LossSpec, NetworkSpec } from './spec.js';

/** Names of the inputs of a network that goes with exponential smoothing. */
export const hybridInputs = {
  /** Rows without level and seasons, one lookback a step. // (steps, lookback) */
  windows: 'windows',
  /** What level and seasons alone forecast; only to train. // (steps × horizon) */
  bases: 'bases',
} as const;

export interface DilatedLayout {
  readonly lookback: number;
  readonly horizon: number;
  readonly steps: number;
  readonly units: number;
  /** Steps that each layer reaches back, block by block. */
  readonly dilations: readonly (readonly number[])[];
  /** Probability of the quantile that is forecast. */
  readonly tau: number;
  /**
   * To train: forecasts from every step, the smoothing's included. Otherwise what is to be added to the
   * smoothing's forecast from the last step. Both have the same weights.
   */
  readonly every: boolean;
}

/**
 * Blocks of dilated LSTM layers (Chang et al. 2017), each block after the first added to what it read, and
 * a linear map to what level and seasons leave unsaid of the horizon, as in Smyl 2020. All of it starts
 * at zero: an untrained network forecasts as the smoothing does.
 */
export function buildDilated(layout: DilatedLayout): NetworkSpec {
  const { lookback, horizon, steps, dilations, tau, every } = layout;
  const graph = createGraph();
  const loss: LossSpec = { kind: 'pinball', probabilities: [tau] };
  let flow = graph.input(hybridInputs.windows, [steps, lookback], every);
  for (const [block, lags] of dilations.entries()) {
    const read = flow;
    flow = addBlock(graph, `block-${block + 1}`, read, lags, layout.units);
    if (block > 0) {
      flow = graph.node(`block-${block + 1}-sum`, { kind: 'add', from: [read, flow] });
    }
  }
  const state = every ? flow : graph.node('state', { kind: 'last', from: flow });
  const ahead = graph.node('ahead', {
    kind: 'linear',
    from: state,
    units: horizon,
    bias: true,
    init: 'zeros',
  });
  if (!every) return graph.build(ahead, loss);
  const bases = graph.input(hybridInputs.bases, [steps * horizon], true);
  const flat = graph.node('flat', { kind: 'reshape', from: ahead, shape: [steps * horizon] });
  return graph.build(graph.node('output', { kind: 'add', from: [bases, flat] }), loss);
}

function addBlock(
  graph: Graph,
  name: string,
  from: string,
  lags: readonly number[],
  units: number,
): string {
  return lags.reduce(
    (read, dilation, i) =>
      graph.node(`${name}-layer-${i + 1}`, {
        kind: 'recurrent',
        from: read,
        cell: 'lstm',
        units,
        dilation,
        sequence: true,
        reverse: false,
        recurrentDropout: 0,
      }),
    from,
  );
}
