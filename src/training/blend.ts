import { exp } from '../elementary.js';
import type { Network } from '../engines/engine.js';
import type { NetworkSpec } from '../networks/spec.js';

/** Shares of what training made that are tried; the rest is the closed-form start. */
const SHARES = [0, 0.25, 0.5, 0.75, 1];
/** So many tolerances must the whole of a training gain before it counts as much as the start. */
const DOUBT = 3;
/** A smaller share is none. */
const LEAST = 0.05;

/** How much of a training counts, and what is left of its validation loss. */
export interface Blend {
  /** From 0, nothing but the start, to 1. */
  readonly share: number;
  readonly weights: Float32Array;
  /** Of these weights on the validation windows. */
  readonly loss: number;
}

/**
 * Layers whose outputs are added up to the network's: those that start at zero. What is mixed in them is
 * mixed in the forecast.
 */
const addends = ({ nodes }: NetworkSpec): readonly string[] =>
  nodes.flatMap((node) => (node.kind === 'linear' && node.init === 'zeros' ? [node.id] : []));

/** Weights of a network that forecasts so much of a trained one and for the rest the start. */
export function blended(
  network: Pick<Network, 'spec' | 'parameters'>,
  start: Float32Array,
  trained: Float32Array,
  share: number,
): Float32Array {
  const ids = new Set(addends(network.spec));
  const weights = trained.slice();
  for (const { name, offset, size } of network.parameters) {
    if (!ids.has(name.slice(0, name.lastIndexOf('.')))) continue;
    for (let i = offset; i < offset + size; i++)
      weights[i] = share * trained[i]! + (1 - share) * start[i]!;
  }
  return weights;
}

/**
 * The share of a training that its validation windows ask for: each share counts by its loss, as
 * exp(-(loss - least) / (tolerance × least)), and their mean is taken, so that a gain within what chance
 * may do moves the forecast half of the way.
 *
 * @param start - weights of the closed-form start
 * @param lossOf - loss of a network of these weights on the validation windows
 * @param tolerance - share by which losses may differ by chance
 */
export function blend(
  network: Pick<Network, 'spec' | 'parameters'>,
  start: Float32Array,
  trained: Float32Array,
  lossOf: (weights: Float32Array) => number,
  tolerance: number,
): Blend {
  const tried = SHARES.map((share) => {
    const weights = blended(network, start, trained, share);
    return { share, loss: lossOf(weights) };
  });
  const least = Math.min(...tried.map(({ loss }) => loss));
  const counts = tried.map(({ share, loss }) =>
    least > 0 ? exp((least - loss) / (tolerance * least) - DOUBT * share) : Number(loss === least),
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  const mean = tried.reduce((sum, { share }, i) => sum + (share * counts[i]!) / total, 0);
  const share = mean < LEAST ? 0 : mean;
  const weights = share === 0 ? start : blended(network, start, trained, share);
  return { share, weights, loss: lossOf(weights) };
}
