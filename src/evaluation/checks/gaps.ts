import { type DataCheck, firstTrouble } from './check.js';

/** Shorter holes are everyday life. */
const SHORT = 2;

/** Days that never arrived. */
export const gaps: DataCheck = {
  name: 'gaps',
  summary: 'the recent rows have a longer hole than any before',
  severity: 'warn',
  look: ({ panel, recent }) =>
    firstTrouble(panel, ({ values }) => {
      const usual = longestHole(values.subarray(0, -recent));
      const now = longestHole(values.subarray(-recent));
      if (now <= Math.max(SHORT, usual)) return null;
      return `${now} rows in a row are missing; before it were ${usual} at most`;
    }),
};

/** Leading missing values are no hole: the series has not begun. */
function longestHole(values: Float64Array): number {
  const first = values.findIndex((value) => !Number.isNaN(value));
  let longest = 0;
  let length = 0;
  for (const value of first < 0 ? [] : values.subarray(first)) {
    length = Number.isNaN(value) ? length + 1 : 0;
    longest = Math.max(longest, length);
  }
  return longest;
}
