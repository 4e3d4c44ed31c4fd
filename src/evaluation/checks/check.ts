import type { Panel, Series } from '../../data/panel/panel.js';

/** What the data of a run looked like; the next run compares. */
export interface DataFacts {
  readonly rows: number;
  readonly series: number;
  /** Newest time with a value: ISO 8601, or the step. */
  readonly last: string;
}

/** Everything that a check may look at. */
export interface CheckInput {
  readonly panel: Panel;
  readonly season: number;
  /** Rows at the end of each series that count as recent. */
  readonly recent: number;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Seconds that the newest value may be old; null for any age. */
  readonly maxAge: number | null;
  readonly facts: DataFacts;
  /** Of the last run; null for the first. */
  readonly before: DataFacts | null;
}

export const severities = ['off', 'warn', 'fail'] as const;
export type Severity = (typeof severities)[number];

/** A registry entry: one way in which a night's data may be broken. */
export interface DataCheck {
  readonly name: string;
  readonly summary: string;
  /** Unless the configuration says otherwise. */
  readonly severity: Severity;
  /** The trouble in one sentence, or null when all is well. */
  look(input: CheckInput): string | null;
}

/** Rows that count as recent: two seasons or the horizon, at least 20, at most a quarter of the data. */
export function recentRows(panel: Panel, season: number, horizon: number): number {
  const longest = Math.max(...panel.series.map(({ values }) => values.length));
  return Math.max(1, Math.min(Math.max(2 * season, horizon, 20), Math.floor(longest / 4)));
}

/** The first series that has a trouble, and how many others have one too. */
export function firstTrouble(
  { series }: Panel,
  trouble: (series: Series) => string | null,
): string | null {
  const found = series.flatMap((each) => {
    const text = trouble(each);
    return text === null ? [] : [`series "${each.id}": ${text}`];
  });
  if (found.length <= 1) return found[0] ?? null;
  return `${found[0]}; and ${found.length - 1} more series`;
}

/** The values that are not missing. */
export const known = (values: Float64Array) => values.filter((value) => !Number.isNaN(value));
