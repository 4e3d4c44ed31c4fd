import { log } from '../../elementary.js';

/** Something that speaks for a reading, or against it. */
export interface Clue {
  readonly name: string;
  /** Log-odds that it adds; negative against. */
  readonly weight: number;
}

/** A reading that may be the right one. */
export interface Candidate<Value> {
  readonly value: Value;
  readonly clues: readonly Clue[];
}

/** A candidate as it is shown. */
export interface Vote {
  readonly value: string;
  /** Sum of the weights of its clues. */
  readonly score: number;
  readonly clues: readonly Clue[];
}

/** How sure a decision is, and what it was made between. */
export interface Sureness {
  /** Log-odds of the reading against the next best, from 0 (a coin toss) to `MOST_MARGIN`. */
  readonly margin: number;
  /** The best first; empty where a rule decides and not clues. */
  readonly votes: readonly Vote[];
}

/** Beyond this nobody can tell: odds of 22,000 to one. */
export const MOST_MARGIN = 10;

/** As asked, or by a mark that nothing else has. */
export const beyondDoubt: Sureness = { margin: MOST_MARGIN, votes: [] };

export const withinBounds = (margin: number): number =>
  Math.min(MOST_MARGIN, Math.max(0, Math.round(margin * 100) / 100));

/**
 * Adds up the clues of each candidate and takes the best, the first of equal ones.
 * @param candidates - at least one
 * @param name - how a value is shown
 */
export function decide<Value>(
  candidates: readonly Candidate<Value>[],
  name: (value: Value) => string,
): { readonly value: Value; readonly sure: Sureness } {
  const [best] = inOrder(candidates);
  if (!best) throw new Error('a decision needs a candidate');
  return { value: best.value, sure: surenessOf(candidates, best, name) };
}

/** The candidates for which the clues speak most first. */
export const inOrder = <Value>(candidates: readonly Candidate<Value>[]): Candidate<Value>[] =>
  [...candidates].sort((a, b) => scoreOf(b) - scoreOf(a));

/** How sure one candidate is, whether it is the best or was taken for another reason. */
export function surenessOf<Value>(
  candidates: readonly Candidate<Value>[],
  chosen: Candidate<Value>,
  name: (value: Value) => string,
): Sureness {
  const others = candidates.filter((candidate) => candidate !== chosen);
  const best = Math.max(...others.map(scoreOf));
  return {
    margin: others.length === 0 ? MOST_MARGIN : withinBounds(scoreOf(chosen) - best),
    votes: inOrder(candidates).map((candidate) => ({
      value: name(candidate.value),
      score: scoreOf(candidate),
      clues: candidate.clues,
    })),
  };
}

const scoreOf = ({ clues }: Candidate<unknown>) =>
  Math.round(clues.reduce((total, { weight }) => total + weight, 0) * 100) / 100;

/** Log-odds by how many things speak for a reading and how many against it, with one on each side before (Laplace). */
export const marginOfCounts = (pro: number, against: number): number =>
  withinBounds(log((pro + 1) / (against + 1)));

export type Confidence = 'certain' | 'likely' | 'weak';

/** Twenty to one, and three to one. */
const CERTAIN = 3;
const LIKELY = 1.1;

/** The word for a margin. */
export const confidenceOf = (margin: number): Confidence =>
  margin >= CERTAIN ? 'certain' : margin >= LIKELY ? 'likely' : 'weak';

/** A sureness with its word, as a guess tells it. */
export const inWords = ({ margin, votes }: Sureness) => ({
  margin,
  confidence: confidenceOf(margin),
  votes: votes.slice(0, TOLD),
});

/** Readings of a ballot that are told: those behind them had no chance. */
const TOLD = 6;

/** The sureness of a decision that was made by a rule. */
export const byRule = (margin: number) => inWords({ margin: withinBounds(margin), votes: [] });
