import { log } from '../../elementary.js';
import { QUANTILES } from './network.js';

/** Log odds, along which quantiles between and beyond the network's own lie on straight lines. */
const logOdds = (probability: number) => log(probability / (1 - probability));

const PLACES = QUANTILES.map(logOdds);

/**
 * Reads a quantile of one step, between (or, with the slope at the end, beyond) the network's own.
 * // step: (QUANTILES)
 */
export function quantileReader(probability: number): (step: Float64Array) => number {
  const own = QUANTILES.indexOf(probability);
  if (own >= 0) return (step) => step[own]!;
  const place = logOdds(probability);
  const next = PLACES.findIndex((each) => each > place);
  const right = next < 0 ? PLACES.length - 1 : Math.max(1, next);
  const share = (place - PLACES[right - 1]!) / (PLACES[right]! - PLACES[right - 1]!);
  return (step) => step[right - 1]! + share * (step[right]! - step[right - 1]!);
}
