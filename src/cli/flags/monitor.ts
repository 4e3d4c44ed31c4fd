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
    helpValue: 'SCORE[@STEP]>X',
    summary:
      'Exit 3 when a score is above (or with < below) a number, e.g. mae>5 or mae@3>8; repeat for several',
  }),
};

/** `mae>5`, `coverage_80<0.6` and `mae@3>8`. @throws UserError (exit 2) */
export function alarmsOf(texts: readonly string[] = []): Alarm[] {
  return texts.map((text) => {
    const match = /^\s*(\w+?)\s*(?:@\s*([1-9]\d*))?\s*([<>])\s*(\S+)\s*$/.exec(text);
    const [, score, step, sign, threshold] = match ?? [];
    if (!match || !Number.isFinite(Number(threshold))) {
      throw usageError(
        `--alarm "${text}" is not understood`,
        'write mae>5, coverage_80<0.6 or, for the third step ahead, mae@3>8',
      );
    }
    return {
      score: score!,
      step: step === undefined ? null : Number(step),
      side: sign === '>' ? ('above' as const) : ('below' as const),
      threshold: Number(threshold),
    };
  });
}
