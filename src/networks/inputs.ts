import type { Graph } from './graph.js';
import type { NetworkLayout } from './network.js';

/** Names of the inputs that every network shares; those of size 0 are left out of the network. */
export const inputNames = {
  /** The normalised target, for the encoder. // (lookback) */
  history: 'history',
  /** Deviations of the target from the anchor, in the units of the output, for the line. // (lookback) */
  deviations: 'deviations',
  /** Channels beside the target. // (lookback, covariates) */
  covariates: 'covariates',
  /** Features of each step ahead. // (horizon, known) */
  known: 'known',
  /** Features of the moment of forecasting, in the units of the output, for the line. // (origin) */
  origin: 'origin',
  /** What kind of window it is, for the head: its level and its regularity. // (context) */
  context: 'context',
  /** Static attributes. // (statics) */
  statics: 'statics',
} as const;

/** Level and regularity. */
export const contextSize = 2;

/** Ids of a network's inputs; null or absent where there is nothing to read. */
export interface NetworkInputs {
  readonly history: string;
  readonly context: string;
  readonly covariates: string | null;
  readonly known: string | null;
  readonly statics: string | null;
  /** What the line reads: deviations and origin, or nothing in a network without one. */
  readonly line: readonly string[];
}

/** Declares the inputs of a layout. */
export function declareInputs(graph: Graph, layout: NetworkLayout): NetworkInputs {
  const { lookback, horizon } = layout;
  const optional = (name: string, shape: readonly number[]) =>
    shape.includes(0) ? null : graph.input(name, shape);
  const line = () => {
    const origin = optional(inputNames.origin, [layout.origin]);
    return [graph.input(inputNames.deviations, [lookback]), ...(origin ? [origin] : [])];
  };
  return {
    history: graph.input(inputNames.history, [lookback]),
    context: graph.input(inputNames.context, [contextSize]),
    covariates: optional(inputNames.covariates, [lookback, layout.covariates]),
    known: optional(inputNames.known, [horizon, layout.known]),
    statics: optional(inputNames.statics, [layout.statics]),
    line: layout.line ? line() : [],
  };
}
