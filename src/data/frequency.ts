/**
 * The regular step of a time axis. `business` means "the days that the file has": an axis that is
 * regular in rows, whose future rows fall on Monday to Friday. `step` is a plain integer index.
 */
export type FrequencyUnit =
  | 'millisecond'
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'business'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year'
  | 'step';

export interface Frequency {
  readonly unit: FrequencyUnit;
  /** How many units one row spans; at least 1. */
  readonly count: number;
  /** For month, quarter and year: rows carry the first or the last day, or keep their day of month. */
  readonly anchor?: 'start' | 'end';
}
