import { formatFrequency } from '../../data/calendar/frequency.js';
import type { Reading } from '../../data/inspection.js';
import { positionsIn, type Shard } from '../../data/panel/shard.js';
import type { Blocks } from '../../store/shards/recorder.js';
import type { ShardFlag } from '../../store/shards/sidecar.js';

/** The flags that a shard's rows depend on. */
export interface ShardFlags {
  readonly shard?: Shard | undefined;
  readonly 'raw-text'?: boolean | undefined;
}

/** What a shard has to tell besides its rows. */
export interface ShardResult {
  /** What was decided for the whole panel: alike in all shards, or they are of no use. */
  readonly decisions: Readonly<Record<string, string>>;
  readonly series: number;
  readonly skipped: readonly string[];
  readonly scores?: unknown;
  /** Path of the model file that was written. */
  readonly model?: string;
}

/** Rows by series, and what else a shard keeps. */
export interface ShardParts extends ShardResult {
  readonly blocks: Partial<Record<ShardFlag, Blocks>>;
}

/** How a panel was read, as far as a part of it can tell. */
export function readingDecisions({ panel, guesses, sources }: Reading): Record<string, string> {
  const { frequency, zone, timeFormat, timeColumn, idColumn } = panel;
  const list = (names: readonly string[]) => names.join(', ');
  return {
    frequency: formatFrequency(frequency),
    zone: zone ?? '',
    'time column': timeColumn ?? '',
    'time format': timeFormat.pattern,
    'id column': idColumn ?? '',
    targets: list(panel.targets),
    'past covariates': list(panel.pastNames),
    'future covariates': list(panel.futureNames),
    // Of several files each shard reads others.
    ...(sources.length === 1
      ? Object.fromEntries(guesses.map(({ what, value }) => [what, value]))
      : {}),
  };
}

/** Ids of the series of a shard. */
export function seriesIn({ panel }: Reading, shard: Shard | undefined): number {
  return new Set(positionsIn(panel.series, shard).map((at) => panel.series[at]!.id)).size;
}
