import { usageError } from '../../errors.js';
import type { Alarm } from '../../workflows/monitor/monitor.js';
import { integerFlag, textsFlag } from './values.js';

const helpGroup = 'MONITORING';

/** Which forecasts to look at, and what is too bad. */
export const monitorFlags = {
  runs: integerFlag({
    helpGroup,
    min: 1,
    summary: 'Look at the forecasts of so many newest runs [default: 30]',
  }),
  alarm: textsFlag({
    helpGroup,
    helpValue: 'SCORE>X|SCORE<X',
    summary: 'Exit 3 when a score is above or below a number, e.g. mae>5; repeat for several',
  }),
};

/** `mae>5` and `coverage_80<0.6`. @throws UserError (exit 2) */
export function alarmsOf(texts: readonly string[] = []): Alarm[] {
  return texts.map((text) => {
    const match = /^\s*(\w+)\s*([<>])\s*(-?\d+\.?\d*)\s*$/.exec(text);
    if (!match) {
      throw usageError(`--alarm "${text}" is not understood`, 'write mae>5 or coverage_80<0.6');
    }
    const [, score, sign, threshold] = match;
    return {
      score: score!,
      side: sign === '>' ? ('above' as const) : ('below' as const),
      threshold: Number(threshold),
    };
  });
}
