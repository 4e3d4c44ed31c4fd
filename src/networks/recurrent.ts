import type { OptionSpecs, OptionValues } from '../options.js';
import { numberOf } from '../options.js';
import { createGraph, dropped, type Graph, joined } from './graph.js';
import { addHead } from './head.js';
import { declareInputs, type NetworkInputs } from './inputs.js';
import type { NetworkFamily, NetworkLayout } from './network.js';
import { addPatches } from './patches.js';

/** Rows that one step reads when the user leaves it open: enough that at most this many steps remain. */
const LONGEST_SEQUENCE = 64;

const options: OptionSpecs = {
  layers: {
    kind: 'integer',
    default: 1,
    min: 1,
    max: 8,
    help: 'recurrent layers on one another',
    search: { kind: 'values', values: [1, 2] },
  },
  bidirectional: {
    kind: 'boolean',
    default: false,
    help: 'read the lookback in both directions',
  },
  'recurrent-dropout': {
    kind: 'number',
    default: 0,
    min: 0,
    max: 0.9,
    help: 'share of the hidden state left out for a whole window (variational dropout)',
  },
  patch: {
    kind: 'integer',
    default: null,
    min: 1,
    max: 1024,
    help: 'rows that one recurrent step reads at once',
    rule: 'so that at most 64 steps remain',
  },
};

/** The family of stacked recurrent layers of one cell. */
export function recurrentFamily(cell: 'rnn' | 'gru' | 'lstm', summary: string): NetworkFamily {
  return {
    name: cell,
    summary,
    options,
    defaults: {
      hidden: 32,
      dropout: 0.1,
      learningRate: 0.003,
      aloneFrom: Number.POSITIVE_INFINITY,
    },
    patchOption: 'patch',
    patch: (values, { lookback }) =>
      typeof values.patch === 'number' ? values.patch : Math.ceil(lookback / LONGEST_SEQUENCE),
    build(layout, values) {
      const graph = createGraph();
      const inputs = declareInputs(graph, layout);
      const state = addEncoder(graph, layout, inputs, cell, values);
      const output = addHead(graph, layout, inputs, state, numberOf(values, 'dropout'));
      return graph.build(output, layout.loss);
    },
  };
}

/** Patches of the lookback through the stack; the last state of the top layer. // (units × directions) */
function addEncoder(
  graph: Graph,
  layout: NetworkLayout,
  inputs: NetworkInputs,
  cell: 'rnn' | 'gru' | 'lstm',
  values: OptionValues,
): string {
  const layers = numberOf(values, 'layers');
  const directions = values.bidirectional ? [false, true] : [false];
  let from = addPatches(graph, layout, inputs, numberOf(values, 'patch'));
  for (let layer = 1; layer <= layers; layer++) {
    const states = directions.map((reverse) =>
      graph.node(`encoder-${layer}${reverse ? '-reverse' : ''}`, {
        kind: 'recurrent',
        from,
        cell,
        units: numberOf(values, 'hidden'),
        sequence: layer < layers,
        reverse,
        recurrentDropout: numberOf(values, 'recurrent-dropout'),
      }),
    );
    from = joined(graph, `encoder-${layer}-both`, states);
    if (layer < layers) {
      from = dropped(graph, `encoder-${layer}-dropout`, from, numberOf(values, 'dropout'));
    }
  }
  return from;
}
