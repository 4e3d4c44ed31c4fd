import type { Comparison } from '../../evaluation/verdicts/comparisons.js';

/** What a challenger must reach to serve, and what serves where none does. */
export interface Gates {
  /** Share of the better baseline's error that it must save; more than this. */
  readonly minSkill: number;
  /** Share of the champion's error that it must save; at least this. */
  readonly minGain: number;
  /** Largest p-value of the paired test against the champion; 1 asks for none. */
  readonly significance: number;
  /** Whether the better baseline serves where no trained model deserves to. */
  readonly fallback: boolean;
}

/** How the champion came to be compared. */
export type Opponent =
  /** There is none, or none that could forecast these data. */
  | 'none'
  /** A baseline serves, which is in the room anyway: to pass the bar is to beat it. */
  | 'fallback'
  /** Its own weights, which have not seen the rows that were judged. */
  | 'weights'
  /** Trained again without the rows that were judged, because its weights have seen them. */
  | 'recipe'
  /** It has the challenger's recipe, and its weights have seen the rows that were judged. */
  | 'same';

export interface Judged {
  readonly opponent: Opponent;
  /** The champion was made by the challenger's recipe, from older data. */
  readonly sameRecipe: boolean;
  /** The challenger beside the better baseline. */
  readonly absolute: Comparison;
  /** The champion beside the better baseline, where it was scored; of the same recipe the challenger. */
  readonly incumbent: Comparison | null;
  /** The challenger beside the champion, where there was something to compare. */
  readonly relative: Comparison | null;
}

export interface Decision {
  readonly serve: 'challenger' | 'champion' | 'fallback';
  readonly reason: string;
}

/**
 * The gates in order: the absolute bar; then, against a champion, gain and significance. Where only the
 * data are newer the burden of proof turns round: the newer model serves unless it is found worse, for
 * otherwise a model would grow old for want of proof that a day more has made it better. A champion
 * that is clearly worse than a baseline protects nothing: whatever passes the bar replaces it, and
 * where nothing does the baseline itself serves.
 */
export function decide(judged: Judged, gates: Gates): Decision {
  const { opponent, sameRecipe, absolute, incumbent, relative } = judged;
  const passed = errorBeside(absolute.skill, absolute.against);
  const failing = incumbent !== null && isClearlyWorse(incumbent, gates);
  if (!(absolute.skill > gates.minSkill)) {
    const bar = gates.minSkill === 0 ? '' : ` of --min-skill ${gates.minSkill}`;
    const vacant = opponent === 'none' || opponent === 'fallback' || failing;
    const reason = `${passed}: not above the bar${bar}`;
    return { serve: gates.fallback && vacant ? 'fallback' : 'champion', reason };
  }
  if (relative === null) {
    return { serve: 'challenger', reason: `${passed}; ${UNOPPOSED[opponent]}` };
  }
  if (failing && relative.skill > 0) {
    const trouble = errorBeside(incumbent.skill, incumbent.against);
    return { serve: 'challenger', reason: `${passed}; the champion has ${trouble}` };
  }
  const verdict = sameRecipe ? renew(relative, gates) : replace(relative, gates);
  const reason = verdict.serve === 'challenger' ? `${passed}; ${verdict.reason}` : verdict.reason;
  return { ...verdict, reason };
}

/** Why there was nothing to compare with. */
const UNOPPOSED: Readonly<Record<Opponent, string>> = {
  none: 'no champion to beat',
  fallback: 'a baseline has served',
  weights: '',
  recipe: '',
  same: 'the same recipe with newer data',
};

/** A night's look is one of many in a year: a strict level. */
const CLEAR = 0.01;
/** Twice the baseline's error is clear without a test; half as much again where none can be made. */
const TWICE = 1;
const HALF = 0.5;

/** One night's bad luck must not cost a champion its place. */
function isClearlyWorse({ skill, pValue }: Comparison, { minSkill }: Gates): boolean {
  if (skill > minSkill || !(skill < 0)) return false;
  if (skill <= -TWICE) return true;
  return pValue === null ? skill <= -HALF : pValue <= CLEAR;
}

/** What to tell when the champion stays or falls, and would not pass the bar itself; null when it would. */
export function incumbentTrouble(
  { incumbent, opponent }: Judged,
  { minSkill }: Gates,
): string | null {
  if (!incumbent || incumbent.skill > minSkill) return null;
  const beside = errorBeside(incumbent.skill, incumbent.against);
  const trouble = opponent === 'same' ? 'is of the same recipe' : `itself has ${beside}`;
  return `the champion ${trouble}: try another --model, or check the newest rows`;
}

/** The champion's own recipe on newer data. */
function renew({ skill, pValue }: Comparison, { significance }: Gates): Decision {
  const gain = errorBeside(skill, 'the champion');
  const worse = skill < 0 && pValue !== null && pValue <= significance;
  if (worse) return keep(`${gain} (p = ${pValue.toPrecision(2)}), though of the same recipe`);
  return { serve: 'challenger', reason: `${gain}, ${UNOPPOSED.same}` };
}

/** Another recipe than the champion's. */
function replace({ skill, pValue }: Comparison, { minGain, significance }: Gates): Decision {
  const gain = errorBeside(skill, 'the champion');
  if (!(skill >= minGain) || skill <= 0) return keep(gain);
  if (significance >= 1) return { serve: 'challenger', reason: gain };
  if (pValue === null) return keep(`${gain}, on too few windows to tell it from chance`);
  const chance = `p = ${pValue.toPrecision(2)}`;
  if (pValue > significance) return keep(`${gain}, which may be chance (${chance})`);
  return { serve: 'challenger', reason: `${gain} (${chance})` };
}

const keep = (reason: string): Decision => ({ serve: 'champion', reason });

/** 12.3 % less error than naive. */
const errorBeside = (skill: number, other: string) =>
  `${Math.abs(100 * skill).toFixed(1)} % ${skill < 0 ? 'more' : 'less'} error than ${other}`;
