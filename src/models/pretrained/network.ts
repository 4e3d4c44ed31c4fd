import { createGraph } from '../../networks/graph.js';
import type { NetworkSpec } from '../../networks/spec.js';
import type { Extent } from './inputs.js';
import { INPUTS } from './inputs.js';

/** Probabilities of the quantiles that the network gives for each step. */
export const QUANTILES: readonly number[] = [
  0.025, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.975,
];

/** Units of each of the two layers. */
export const UNITS = 64;

/** The map from the state to the quantiles, the same for each step ahead. */
export const HEAD = 'each';

/** Its weights: of each layer's gates, of their biases, and of the map to the quantiles. */
export const PARAMETERS = [INPUTS, UNITS].reduce(
  (sum, inputs) => sum + 3 * UNITS * (inputs + 1 + UNITS + 1) + UNITS,
  (UNITS + 1) * QUANTILES.length,
);

/**
 * Two gated recurrent layers over the window and the steps ahead in one pass, the values ahead left out
 * (as TiRex does, Auer et al. 2025), the second with a way round it; a linear map of the state gives the
 * quantiles of each step ahead. The weights do not depend on the extent, and a step ahead only on what
 * lies before it.
 *
 * The input `padding` is large before a series begins and 0 from there on. It closes the update gate all
 * but entirely, so that the state stays next to zero whatever stands before a series.
 */
export function pretrainedNetwork({ window, horizon }: Extent): NetworkSpec {
  const graph = createGraph();
  const steps = window + horizon;
  const inputs = graph.input('inputs', [steps, INPUTS]);
  const padding = graph.input('padding', [steps, 1]);
  const first = layer('first', [inputs, padding]);
  const second = layer('second', [first, padding]);
  const state = graph.node('state', { kind: 'add', from: [first, second] });
  const across = graph.node('across', { kind: 'transpose', from: state });
  const cut = graph.node('cut', { kind: 'slice', from: across, start: window, size: horizon });
  const ahead = graph.node('ahead', { kind: 'transpose', from: cut });
  const each = graph.node(HEAD, {
    kind: 'linear',
    from: ahead,
    units: QUANTILES.length,
    bias: true,
    init: 'zeros',
  });
  const output = graph.node('output', {
    kind: 'reshape',
    from: each,
    shape: [horizon * QUANTILES.length],
  });
  return graph.build(output, { kind: 'pinball', probabilities: QUANTILES, squashed: true });

  function layer(id: string, from: readonly string[]): string {
    return graph.node(id, {
      kind: 'recurrent',
      cell: 'gru',
      resetAfter: true,
      units: UNITS,
      sequence: true,
      reverse: false,
      recurrentDropout: 0,
      from: graph.node(`${id}-input`, { kind: 'concat', from }),
    });
  }
}
