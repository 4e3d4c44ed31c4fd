import { dropped, type Graph, joined } from './graph.js';
import type { NetworkInputs } from './inputs.js';
import { type NetworkLayout, outputsPerStep } from './network.js';

/** Id of the layer that holds the line, whose weights come from the data; model files name it "skip". */
export const lineLayer = 'skip';

/**
 * The direct multi-horizon head on an encoder's state: a linear map with its own weights for each step
 * ahead, next to what `addOutput` adds.
 *
 * @param state - the encoder's summary of the lookback // (units)
 * @returns id of the output // (horizon × outputs per step)
 */
export function addHead(
  graph: Graph,
  layout: NetworkLayout,
  inputs: NetworkInputs,
  state: string,
  dropout: number,
): string {
  const aside = inputs.statics ? [inputs.context, inputs.statics] : [inputs.context];
  const summary = dropped(
    graph,
    'summary-dropout',
    joined(graph, 'summary', [state, ...aside]),
    dropout,
  );
  const direct = graph.node('direct', {
    kind: 'linear',
    from: summary,
    units: layout.horizon * outputsPerStep(layout.loss),
    bias: true,
    init: 'zeros',
  });
  return addOutput(graph, layout, inputs, summary, direct);
}

/**
 * What every network forecasts. Output =
 *   a linear map of the window and the origin (the line, as in Zeng et al. 2023), fitted in closed form
 *   and left alone by training, so that the network learns what the line cannot say
 * + what the network's decoder says
 * + where anything is known of the steps ahead, a small network shared by all steps.
 * All but the line start at zero: an untrained network is its line, or the last value without one.
 *
 * @param summary - of the lookback, for the steps ahead // (units)
 * @param decoded // (horizon × outputs per step)
 */
export function addOutput(
  graph: Graph,
  layout: NetworkLayout,
  inputs: NetworkInputs,
  summary: string,
  decoded: string,
): string {
  const outputs = outputsPerStep(layout.loss);
  const terms = [decoded];
  if (layout.line) terms.push(addLine(graph, inputs.line, layout.horizon * outputs));
  if (inputs.known) terms.push(addStepwise(graph, layout, inputs.known, summary));
  return terms.length === 1 ? decoded : graph.node('output', { kind: 'add', from: terms });
}

/** One linear map from window and origin to all steps and quantiles. */
function addLine(graph: Graph, from: readonly string[], units: number): string {
  return graph.node(lineLayer, {
    kind: 'linear',
    from: joined(graph, 'skip-input', from),
    units,
    bias: true,
    init: 'zeros',
    frozen: true,
  });
}

/** The same two-layer network for every step, on what is known of the step and on the state. */
function addStepwise(graph: Graph, layout: NetworkLayout, known: string, summary: string): string {
  const { horizon } = layout;
  const outputs = outputsPerStep(layout.loss);
  const units = Math.max(8, Math.min(32, 2 * layout.known));
  const query = graph.node('step-state', {
    kind: 'linear',
    from: summary,
    units,
    bias: false,
    init: 'xavier',
  });
  const repeated = graph.node('step-states', { kind: 'repeat', from: query, steps: horizon });
  const ahead = graph.node('step-known', {
    kind: 'linear',
    from: known,
    units,
    bias: true,
    init: 'xavier',
  });
  const sum = graph.node('step-sum', { kind: 'add', from: [repeated, ahead] });
  const bent = graph.node('step-hidden', { kind: 'activation', from: sum, function: 'gelu' });
  const each = graph.node('step-outputs', {
    kind: 'linear',
    from: bent,
    units: outputs,
    bias: false,
    init: 'zeros',
  });
  return graph.node('steps', { kind: 'reshape', from: each, shape: [horizon * outputs] });
}
