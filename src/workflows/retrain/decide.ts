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
  /** The challenger beside the better baseline. */
  readonly absolute: Comparison;
  /** The challenger beside the champion, where there was something to compare. */
  readonly relative: Comparison | null;
}

export interface Decision {
  readonly promote: boolean;
  readonly reason: string;
}

/**
 * The gates in order: the absolute bar; then, against a champion, gain and significance. A challenger
 * that is its champion's recipe with newer data replaces it, because there is nothing to tell apart.
 */
export function decide({ opponent, absolute, relative }: Judged, gates: Gates): Decision {
  const passed = errorBeside(absolute.skill, absolute.against);
  if (!(absolute.skill > gates.minSkill)) {
    const bar = gates.minSkill === 0 ? '' : ` of --min-skill ${gates.minSkill}`;
    return keep(`${passed}: not above the bar${bar}`);
  }
  if (relative === null) {
    const why = opponent === 'same' ? 'the same recipe with newer data' : 'no champion to beat';
    return { promote: true, reason: `${passed}; ${why}` };
  }
  const gain = errorBeside(relative.skill, 'the champion');
  if (!(relative.skill >= gates.minGain) || relative.skill <= 0) return keep(gain);
  if (gates.significance >= 1) return { promote: true, reason: `${passed}; ${gain}` };
  const { pValue } = relative;
  if (pValue === null) return keep(`${gain}, on too few windows to tell it from chance`);
  const chance = `p = ${pValue.toPrecision(2)}`;
  if (pValue > gates.significance) return keep(`${gain}, which may be chance (${chance})`);
  return { promote: true, reason: `${passed}; ${gain} (${chance})` };
}

const keep = (reason: string): Decision => ({ promote: false, reason });

const errorBeside = (skill: number, other: string) =>
  `${Math.abs(100 * skill).toFixed(1)} % ${skill < 0 ? 'more' : 'less'} error than ${other}`;
