import type { DataCheck } from './check.js';

/** A history loses no rows, and does not grow by half in a night. */
const LOSS = 0.1;
const GROWTH = 0.5;

/** A truncated or doubled export. */
export const rows: DataCheck = {
  name: 'rows',
  summary: 'far fewer or more rows than in the last run, or fewer series',
  severity: 'fail',
  look({ facts, before }) {
    if (!before) return null;
    if (facts.series < before.series) {
      return `${facts.series} series, where the last run had ${before.series}`;
    }
    const change = facts.rows / before.rows - 1;
    if (change >= -LOSS && (change <= GROWTH || facts.series > before.series)) return null;
    return `${facts.rows} rows, where the last run had ${before.rows}`;
  },
};
