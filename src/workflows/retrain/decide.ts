import type { Comparison } from '../../evaluation/comparisons.js';

/** What a challenger must reach to serve. */
export interface Gates {
  /** Share of the better baseline's error that it must save; more than this. */
  readonly minSkill: number;
  /** Share of the champion's error that it must save; at least this. */
  readonly minGain: number;
  /** Largest p-value of the paired test against the champion; 1 asks for none. */
  readonly significance: number;
}

/** How the champion came to be compared. */
export type Opponent =
  /** There is none, or none that could forecast these data. */
  | 'none'
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
  readonly promote: boolean;
  readonly reason: string;
}

/**
 * The gates in order: the absolute bar; then, against a champion, gain and significance. Where only the
 * data are newer the burden of proof turns round: the newer model serves unless it is found worse, for
 * otherwise a model would grow old for want of proof that a day more has made it better.
 */
export function decide(judged: Judged, gates: Gates): Decision {
  const { opponent, sameRecipe, absolute, relative } = judged;
  const passed = errorBeside(absolute.skill, absolute.against);
  if (!(absolute.skill > gates.minSkill)) {
    const bar = gates.minSkill === 0 ? '' : ` of --min-skill ${gates.minSkill}`;
    return keep(`${passed}: not above the bar${bar}`);
  }
  if (relative === null) {
    const why = opponent === 'same' ? RENEWED : 'no champion to beat';
    return { promote: true, reason: `${passed}; ${why}` };
  }
  const verdict = sameRecipe ? renew(relative, gates) : replace(relative, gates);
  return verdict.promote ? { promote: true, reason: `${passed}; ${verdict.reason}` } : verdict;
}

/** What to tell when the champion stays, and would not pass the bar itself; null when it would. */
export function incumbentTrouble({ incumbent }: Judged, { minSkill }: Gates): string | null {
  if (!incumbent || incumbent.skill > minSkill) return null;
  const beside = errorBeside(incumbent.skill, incumbent.against);
  return `the champion itself has ${beside}: try another --model, or check the newest rows`;
}

const RENEWED = 'the same recipe with newer data';

/** The champion's own recipe on newer data. */
function renew({ skill, pValue }: Comparison, { significance }: Gates): Decision {
  const gain = errorBeside(skill, 'the champion');
  const worse = skill < 0 && pValue !== null && pValue <= significance;
  if (worse) return keep(`${gain} (p = ${pValue.toPrecision(2)}), though of the same recipe`);
  return { promote: true, reason: `${gain}, ${RENEWED}` };
}

/** Another recipe than the champion's. */
function replace({ skill, pValue }: Comparison, { minGain, significance }: Gates): Decision {
  const gain = errorBeside(skill, 'the champion');
  if (!(skill >= minGain) || skill <= 0) return keep(gain);
  if (significance >= 1) return { promote: true, reason: gain };
  if (pValue === null) return keep(`${gain}, on too few windows to tell it from chance`);
  const chance = `p = ${pValue.toPrecision(2)}`;
  if (pValue > significance) return keep(`${gain}, which may be chance (${chance})`);
  return { promote: true, reason: `${gain} (${chance})` };
}

const keep = (reason: string): Decision => ({ promote: false, reason });

const errorBeside = (skill: number, other: string) =>
  `${Math.abs(100 * skill).toFixed(1)} % ${skill < 0 ? 'more' : 'less'} error than ${other}`;
