import type { StateValue } from '../model.js';
import { finiteFloats, flag, object, ShapeError, whole } from '../shape.js';
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

/** Longest season with orders of its own; longer ones are made of waves. */
export const LONGEST_SEASON = 24;

/** Far above what is ever chosen, far below what would keep the Kalman filter for long. */
const lag = whole(0, 10);
const seasonalLag = whole(0, 3);
const orderShape = object<ArimaOrder>({
  p: lag,
  d: whole(0, 3),
  q: lag,
  P: seasonalLag,
  D: whole(0, 3),
  Q: seasonalLag,
  season: whole(1, LONGEST_SEASON),
});
const restShape = object<Omit<ArimaChoice, 'order'>>({
  constant: flag,
  waves: whole(0, 50),
  free: finiteFloats,
});

/** The choice in a state; null where there is none. @throws ShapeError for what no fit chooses */
export function readArimaChoice(saved: StateValue | undefined): ArimaChoice | null {
  if (saved === undefined) return null;
  const order = orderShape(saved, 'choice');
  const rest = restShape(saved, 'choice');
  if (rest.free.length === order.p + order.q + order.P + order.Q) return { order, ...rest };
  throw new ShapeError('choice: its orders and coefficients do not fit each other');
}
