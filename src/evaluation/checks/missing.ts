import { type DataCheck, firstTrouble, known } from './check.js';

/** More missing values among the recent rows than this share above what is usual. */
const EXCESS = 0.2;

/** A sensor that reports nothing, a column that was renamed half-way. */
export const missing: DataCheck = {
  name: 'missing',
  summary: 'the share of missing values among the recent rows has jumped',
  severity: 'warn',
  look: ({ panel, recent }) =>
    firstTrouble(panel, ({ values }) => {
      const usual = shareMissing(values.subarray(0, -recent));
      const now = shareMissing(values.subarray(-recent));
      if (now - usual <= EXCESS) return null;
      return `${percent(now)} of the last ${recent} rows are missing, usually ${percent(usual)}`;
    }),
};

const shareMissing = (values: Float64Array) =>
  values.length === 0 ? 0 : 1 - known(values).length / values.length;

const percent = (share: number) => `${Math.round(100 * share)} %`;
