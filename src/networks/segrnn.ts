import { numberOf } from '../options.js';
import { createGraph, dropped, type Graph, joined } from './graph.js';
import { addOutput } from './head.js';
import { declareInputs, type NetworkInputs } from './inputs.js';
import { type NetworkFamily, type NetworkLayout, outputsPerStep } from './network.js';
import { addPatches } from './patches.js';

/** Segments that a lookback is cut into when neither the user nor a season decides. */
const SEGMENTS = 8;

/**
 * SegRNN (Lin et al. 2023): segments of the lookback through one projection and one GRU; then every
 * segment of the horizon is decoded in parallel by one more step of the same GRU from the last state,
 * its input being a learned position added to an embedding of what kind of series it is.
 */
export const segrnnNetwork: NetworkFamily = {
  name: 'segrnn',
  summary: 'one GRU over segments, decoding all segments ahead in parallel (Lin et al. 2023)',
  options: {
    segment: {
      kind: 'integer',
      default: null,
      min: 1,
      max: 1024,
      help: 'rows of one segment',
      rule: 'one or two seasons, or an eighth of the lookback',
      search: { kind: 'spans', multiples: [0.25, 0.5, 1] },
    },
  },
  defaults: { hidden: 128, dropout: 0.5, learningRate: 0.001, aloneFrom: 30_000 },

  patchOption: 'segment',
  patch({ segment }, { lookback, season }) {
    if (typeof segment === 'number') return segment;
    if (season < 4 || 2 * season > lookback) return Math.ceil(lookback / SEGMENTS);
    return 4 * season <= lookback ? 2 * season : season;
  },

  build(layout, options) {
    const graph = createGraph();
    const inputs = declareInputs(graph, layout);
    const [units, segment] = [numberOf(options, 'hidden'), numberOf(options, 'segment')];
    const state = encode(graph, layout, inputs, units, segment);
    const decoded = decode(graph, layout, inputs, state, {
      units,
      segment,
      dropout: numberOf(options, 'dropout'),
    });
    return graph.build(addOutput(graph, layout, inputs, state, decoded), layout.loss);
  },
};

const CELL = { cell: 'gru', resetAfter: true } as const;

/** The GRU's last state over the segments. // (units) */
function encode(
  graph: Graph,
  layout: NetworkLayout,
  inputs: NetworkInputs,
  units: number,
  segment: number,
): string {
  const projected = graph.node('projection', {
    kind: 'linear',
    from: addPatches(graph, layout, inputs, segment),
    units,
    bias: true,
    init: 'xavier',
  });
  return graph.node('encoder', {
    ...CELL,
    kind: 'recurrent',
    from: graph.node('segments', { kind: 'activation', from: projected, function: 'relu' }),
    units,
    sequence: false,
    reverse: false,
    recurrentDropout: 0,
  });
}

/** All segments ahead from the last state; what reaches over the horizon is cut off. */
function decode(
  graph: Graph,
  layout: NetworkLayout,
  inputs: NetworkInputs,
  state: string,
  size: { readonly units: number; readonly segment: number; readonly dropout: number },
): string {
  const { units, segment, dropout } = size;
  const outputs = outputsPerStep(layout.loss);
  const steps = Math.ceil(layout.horizon / segment);
  const kind = inputs.statics ? [inputs.context, inputs.statics] : [inputs.context];
  const channel = graph.node('channel', {
    kind: 'linear',
    from: joined(graph, 'channel-input', kind),
    units,
    bias: false,
    init: 'xavier',
  });
  const channels = graph.node('channels', { kind: 'repeat', from: channel, steps });
  const states = graph.node('decoder', {
    ...CELL,
    kind: 'step',
    from: [graph.node('positions', { kind: 'position', from: channels }), state],
    weightsOf: 'encoder',
    units,
  });
  const values = graph.node('segment-values', {
    kind: 'linear',
    from: dropped(graph, 'decoder-dropout', states, dropout),
    units: segment * outputs,
    bias: true,
    init: 'zeros',
  });
  const all = steps * segment * outputs;
  const flat = graph.node('decoded', { kind: 'reshape', from: values, shape: [all] });
  const wanted = layout.horizon * outputs;
  if (wanted === all) return flat;
  return graph.node('decoded-horizon', { kind: 'slice', from: flat, start: 0, size: wanted });
}
