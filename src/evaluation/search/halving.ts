/** Each rung keeps one candidate in this many, and gives it this many times the effort. */
const FACTOR = 3;

/** A round of successive halving. */
export interface Rung {
  readonly candidates: number;
  /** Of the option that declares it; null where a model has no such option. */
  readonly effort: number | null;
}

/**
 * Rungs of successive halving (Jamieson and Talwalkar 2016): all candidates with little effort, the
 * best third with three times as much, until at most three are left for the last, which has it all.
 * Without something to spend there is but one rung.
 * @param most - effort of the last rung
 */
export function planRungs(candidates: number, most: number | null): Rung[] {
  if (most === null) return [{ candidates, effort: null }];
  const sizes = [candidates];
  while (sizes.at(-1)! > FACTOR) sizes.push(Math.ceil(sizes.at(-1)! / FACTOR));
  return sizes.map((size, rung) => ({
    candidates: size,
    effort: Math.max(1, Math.round(most / FACTOR ** (sizes.length - 1 - rung))),
  }));
}

/**
 * Positions of the candidates that go on to the next rung, ascending: the first, by which the others
 * are measured, and the best of the rest. Equal scores go by position; null is worse than any score.
 */
export function survivors(
  scores: ReadonlyMap<number, number | null>,
  count: number,
): readonly number[] {
  const rest = [...scores.keys()].filter((position) => position !== 0);
  const score = (position: number) => scores.get(position) ?? Number.POSITIVE_INFINITY;
  const ranked = rest.sort((a, b) => compare(score(a), score(b)) || a - b);
  return [0, ...ranked.slice(0, Math.max(1, count - 1))].sort((a, b) => a - b);
}

/** Unlike a difference, also right for infinities. */
const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
