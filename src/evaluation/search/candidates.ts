import type { OptionSpec, OptionSpecs } from '../../options.js';
import type { Random } from '../../random.js';

/** Values for some options of a model; the others keep what they have. */
export type Choice = Readonly<Record<string, number | string | boolean>>;

export interface DrawRequest {
  /** Options that are not searched, because the user has decided them. */
  readonly fixed: readonly string[];
  readonly count: number;
  /** The longer of horizon and season, in rows: the unit of `spans`. */
  readonly span: number;
  /** Longest span that the data carry, in rows. */
  readonly longest: number;
}

/** Draws in a row that may repeat earlier candidates before the space counts as exhausted. */
const REPEATS = 200;

/**
 * Candidates drawn at random from what the options declare, without repetition; the first is the
 * model as it is. Fewer than asked for where the space has no more.
 */
export function drawCandidates(
  options: OptionSpecs,
  { fixed, count, span, longest }: DrawRequest,
  random: Random,
): Choice[] {
  const spaces = Object.entries(options)
    .filter(([name]) => !fixed.includes(name))
    .map(([name, option]) => [name, valuesOf(option, span, longest)] as const)
    .filter(([, values]) => values.length > 0);
  const drawn = new Map<string, Choice>([['{}', {}]]);
  for (let repeats = 0; drawn.size < count && repeats < REPEATS && spaces.length > 0; ) {
    const choice: Choice = Object.fromEntries(
      spaces.map(([name, values]) => [name, values[random.integer(values.length)]!]),
    );
    const key = JSON.stringify(choice);
    if (drawn.has(key)) repeats++;
    else drawn.set(key, choice);
  }
  return [...drawn.values()];
}

function valuesOf(option: OptionSpec, span: number, longest: number) {
  const { search } = option;
  if (search?.kind === 'values') return search.values;
  if (search?.kind !== 'spans') return [];
  const least = ('min' in option ? option.min : undefined) ?? 1;
  const most = Math.min(longest, ('max' in option ? option.max : undefined) ?? longest);
  const rows = search.multiples.map((multiple) =>
    Math.max(least, Math.min(most, Math.round(multiple * span))),
  );
  return [...new Set(rows)];
}

/** The option that says how much work a candidate gets, and the most of it; null where there is none. */
export function effortOf(options: OptionSpecs): { name: string; most: number } | null {
  for (const [name, { search }] of Object.entries(options)) {
    if (search?.kind === 'effort') return { name, most: search.most };
  }
  return null;
}
