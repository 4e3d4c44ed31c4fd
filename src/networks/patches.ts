import type { Graph } from './graph.js';
import type { NetworkInputs } from './inputs.js';
import type { NetworkLayout } from './network.js';

/** The lookback as a sequence of patches. // (lookback / patch, patch × (1 + covariates)) */
export function addPatches(
  graph: Graph,
  layout: NetworkLayout,
  inputs: NetworkInputs,
  patch: number,
): string {
  const { lookback, covariates } = layout;
  if (!inputs.covariates) {
    const shape = [lookback / patch, patch];
    return graph.node('patches', { kind: 'reshape', from: inputs.history, shape });
  }
  const column = graph.node('history-column', {
    kind: 'reshape',
    from: inputs.history,
    shape: [lookback, 1],
  });
  const rows = graph.node('rows', { kind: 'concat', from: [column, inputs.covariates] });
  const shape = [lookback / patch, patch * (1 + covariates)];
  return patch === 1 ? rows : graph.node('patches', { kind: 'reshape', from: rows, shape });
}
