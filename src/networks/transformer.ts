import type { OptionSpecs } from '../options.js';
import { numberOf } from '../options.js';
import { createGraph, dropped, type Graph } from './graph.js';
import { addHead } from './head.js';
import { declareInputs } from './inputs.js';
import type { NetworkFamily } from './network.js';
import { addPatches } from './patches.js';

/** Patches that a lookback is cut into when the user leaves it open. */
const PATCHES = 16;

const options: OptionSpecs = {
  layers: {
    kind: 'integer',
    default: 2,
    min: 1,
    max: 12,
    help: 'attention layers',
    search: { kind: 'values', values: [1, 2, 3] },
  },
  heads: {
    kind: 'integer',
    default: 4,
    min: 1,
    max: 32,
    help: 'attention heads; the width is rounded up to a multiple of four for each',
  },
  patch: {
    kind: 'integer',
    default: null,
    min: 1,
    max: 1024,
    help: 'rows of one patch',
    rule: 'a sixteenth of the lookback',
    search: { kind: 'spans', multiples: [0.125, 0.25, 0.5] },
  },
};

/**
 * A small encoder over patches of the lookback, each series by itself, as in PatchTST (Nie et al. 2023),
 * with normalisation before each block (Xiong et al. 2020) because it trains without a long warm-up.
 */
export const transformerNetwork: NetworkFamily = {
  name: 'transformer',
  summary: 'attention over patches of the lookback (PatchTST, Nie et al. 2023)',
  options,
  defaults: { hidden: 32, dropout: 0.2, learningRate: 0.001, aloneFrom: Number.POSITIVE_INFINITY },

  patchOption: 'patch',
  patch: ({ patch }, { lookback }) =>
    typeof patch === 'number' ? patch : Math.ceil(lookback / PATCHES),

  build(layout, values) {
    const graph = createGraph();
    const inputs = declareInputs(graph, layout);
    const heads = numberOf(values, 'heads');
    const block = {
      heads,
      units: Math.ceil(numberOf(values, 'hidden') / (4 * heads)) * 4 * heads,
      dropout: numberOf(values, 'dropout'),
    };
    const patch = numberOf(values, 'patch');
    const tokens = linear(graph, 'tokens', addPatches(graph, layout, inputs, patch), block.units);
    let flow = graph.node('placed', { kind: 'position', from: tokens });
    for (let layer = 1; layer <= numberOf(values, 'layers'); layer++) {
      flow = addBlock(graph, `layer-${layer}`, flow, block);
    }
    const normal = graph.node('encoded', { kind: 'layernorm', from: flow });
    const size = (layout.lookback / patch) * block.units;
    const state = graph.node('state', { kind: 'reshape', from: normal, shape: [size] });
    return graph.build(addHead(graph, layout, inputs, state, block.dropout), layout.loss);
  },
};

interface Block {
  readonly units: number;
  readonly heads: number;
  readonly dropout: number;
}

/** Attention, then a two-layer network at each patch, each added to what it read. */
function addBlock(graph: Graph, name: string, from: string, block: Block): string {
  const { units, heads, dropout } = block;
  const normal = graph.node(`${name}-norm`, { kind: 'layernorm', from });
  const mixed = graph.node(`${name}-attention`, {
    kind: 'attention',
    from: [
      linear(graph, `${name}-query`, normal, units),
      linear(graph, `${name}-key`, normal, units),
      linear(graph, `${name}-value`, normal, units),
    ],
    heads,
  });
  const attended = linear(graph, `${name}-joined`, mixed, units);
  const first = graph.node(`${name}-attended`, {
    kind: 'add',
    from: [from, dropped(graph, `${name}-attention-dropout`, attended, dropout)],
  });
  const again = graph.node(`${name}-second-norm`, { kind: 'layernorm', from: first });
  const wide = linear(graph, `${name}-wide`, again, 2 * units);
  const bent = graph.node(`${name}-bent`, { kind: 'activation', from: wide, function: 'gelu' });
  const narrow = linear(graph, `${name}-narrow`, bent, units);
  return graph.node(`${name}-output`, {
    kind: 'add',
    from: [first, dropped(graph, `${name}-output-dropout`, narrow, dropout)],
  });
}

const linear = (graph: Graph, id: string, from: string, units: number) =>
  graph.node(id, { kind: 'linear', from, units, bias: true, init: 'xavier' });
