import { filledHistory } from '../../data/panel/history.js';
import { type ArimaData, type ArimaFit, fitOrder } from './fit-order.js';
import type { ArimaOrder } from './polynomials.js';
import { lagged, ordinaryDifferences, seasonalDifferences } from './unit-roots.js';

/** Largest orders: p and q, and those of the season. */
const MOST = 5;
const MOST_SEASONAL = 2;
/** Fits in all: a search that has not ended by then goes with the best. */
const FITS = 60;

interface Candidate {
  readonly p: number;
  readonly q: number;
  readonly P: number;
  readonly Q: number;
  readonly constant: boolean;
}

/**
 * Chooses the order in the steps of Hyndman & Khandakar (2008): differences by tests, then from four
 * usual orders on to the neighbour with the least corrected AIC, as long as there is a better one.
 *
 * @param season - 1 for none
 */
export function chooseOrder(data: ArimaData, season: number): ArimaFit | null {
  const { d, D } = differencesOf(data.values, season);
  const period = seasonFits(data.values, season) ? season : 1;
  const mayHaveConstant = d + D <= 1;
  const tried = new Map<string, ArimaFit | null>();
  const tryOne = ({ p, q, P, Q, constant }: Candidate): ArimaFit | null => {
    const key = [p, q, P, Q, constant].join();
    if (tried.has(key) || tried.size >= FITS) return null;
    const order: ArimaOrder = { p, d, q, P, D, Q, season: period };
    const fit = fitOrder(data, order, constant, 'compare');
    tried.set(key, fit);
    return fit;
  };
  let best: ArimaFit | null = null;
  const take = (candidate: Candidate): boolean => {
    const fit = tryOne(candidate);
    if (!fit || (best && fit.aicc >= best.aicc)) return false;
    best = fit;
    return true;
  };
  for (const candidate of beginnings(period > 1, mayHaveConstant)) take(candidate);
  for (let current: ArimaFit | null = best; current; ) {
    const next: Candidate | undefined = neighbours(current, period > 1, mayHaveConstant).find(take);
    current = next ? best : null;
  }
  return best ? polished(data, best) : null;
}

/** The chosen order with its most likely numbers. */
const polished = (data: ArimaData, rough: ArimaFit): ArimaFit =>
  fitOrder(data, rough.order, rough.constant) ?? rough;

function differencesOf(values: Float64Array, season: number): { d: number; D: number } {
  const filled = filledHistory(values);
  const D = seasonalDifferences(filled, season);
  const rest = D === 1 ? lagged(filled, season) : filled;
  return { d: ordinaryDifferences(rest, 2 - D), D };
}

/** Whether the rows carry a seasonal part at all. */
const seasonFits = (values: Float64Array, season: number) =>
  season > 1 && values.length >= 2 * season + 5;

function beginnings(seasonal: boolean, mayHaveConstant: boolean): Candidate[] {
  const P = seasonal ? 1 : 0;
  const constant = mayHaveConstant;
  const usual = [
    { p: 2, q: 2, P, Q: P, constant },
    { p: 0, q: 0, P: 0, Q: 0, constant },
    { p: 1, q: 0, P, Q: 0, constant },
    { p: 0, q: 1, P: 0, Q: P, constant },
  ];
  return constant ? [...usual, { p: 0, q: 0, P: 0, Q: 0, constant: false }] : usual;
}

/** Orders one step away, in the order of the paper: seasonal ones, ordinary ones, the constant. */
function neighbours(
  { order, constant }: ArimaFit,
  seasonal: boolean,
  mayHaveConstant: boolean,
): Candidate[] {
  const { p, q, P, Q } = order;
  const moved = (dp: number, dq: number, dP: number, dQ: number): Candidate => ({
    p: p + dp,
    q: q + dq,
    P: P + dP,
    Q: Q + dQ,
    constant,
  });
  const pairs = [
    [-1, 0],
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1],
  ] as const;
  return [
    ...(seasonal ? pairs.map(([one, two]) => moved(0, 0, one, two)) : []),
    ...pairs.map(([one, two]) => moved(one, two, 0, 0)),
    ...(mayHaveConstant ? [{ p, q, P, Q, constant: !constant }] : []),
  ].filter(
    (each) =>
      within(each.p, MOST) &&
      within(each.q, MOST) &&
      within(each.P, MOST_SEASONAL) &&
      within(each.Q, MOST_SEASONAL),
  );
}

const within = (value: number, most: number) => value >= 0 && value <= most;
