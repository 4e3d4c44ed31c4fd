import type { StateValue } from '../model.js';
import { isRecord } from '../state.js';
import type { ArimaOrder } from './polynomials.js';

/** What is learnt of a series: everything but what each forecast computes anew from the rows it knows. */
export interface ArimaChoice {
  readonly order: ArimaOrder;
  readonly constant: boolean;
  /** Pairs of waves for a season too long for seasonal orders. */
  readonly waves: number;
  readonly free: Float64Array;
}

/** A choice as a state holds it. */
export const saveArimaChoice = ({ order, constant, waves, free }: ArimaChoice): StateValue => ({
  ...order,
  constant,
  waves,
  free,
});

/** The choice in a state; null where there is none. */
export function readArimaChoice(saved: StateValue | undefined): ArimaChoice | null {
  if (!isRecord(saved) || !(saved.free instanceof Float64Array)) return null;
  const { p, d, q, P, D, Q, season, waves, constant, free } = saved;
  const numbers = [p, d, q, P, D, Q, season, waves].map(Number);
  if (!numbers.every(Number.isInteger)) return null;
  return {
    order: {
      p: numbers[0]!,
      d: numbers[1]!,
      q: numbers[2]!,
      P: numbers[3]!,
      D: numbers[4]!,
      Q: numbers[5]!,
      season: numbers[6]!,
    },
    waves: numbers[7]!,
    constant: constant === true,
    free,
  };
}
