import type { Finding } from '../../data/reading.js';

/** A finding as documents have it: its level has been called `severity` there since the first version. */
export const findingDocument = ({ level, ...finding }: Finding) => ({
  severity: level,
  ...finding,
});
