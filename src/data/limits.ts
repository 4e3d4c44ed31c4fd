import type { ReadingLimits } from './reading.js';

/** Far above honest files, far below what would take the machine. */
export const defaultLimits: ReadingLimits = {
  recordLength: 32 * 1024 * 1024,
  columns: 20_000,
  headerLength: 1_000,
  series: 200_000,
  rows: 50_000_000,
  compressionRatio: 1_000,
};

export const withDefaults = (limits: Partial<ReadingLimits> | undefined): ReadingLimits => ({
  ...defaultLimits,
  ...limits,
});
