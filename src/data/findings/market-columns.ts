import { type Meaning, means, meansOfTicker } from '../cells/column-names.js';
import type { ColumnType } from '../reading.js';

const parts = [
  'open',
  'high',
  'low',
  'close',
  'adjusted',
  'volume',
] as const satisfies readonly Meaning[];

/** The columns of one security, by what they are. */
export type MarketColumns = Readonly<Partial<Record<(typeof parts)[number], number>>>;

/**
 * The prices of a table, of the first security where there are several; null when it is no table of
 * a market: a close with an open or a volume beside it.
 */
export function marketColumns(
  names: readonly string[],
  types: readonly ColumnType[],
): MarketColumns | null {
  for (const test of [means, meansOfTicker]) {
    const found: Partial<Record<(typeof parts)[number], number>> = {};
    for (const part of parts) {
      const column = names.findIndex((name, j) => types[j] === 'number' && test(name, part));
      if (column >= 0) found[part] = column;
    }
    if (found.close === undefined) {
      const last = names.findIndex((name, j) => types[j] === 'number' && test(name, 'last'));
      if (last >= 0) found.close = last;
    }
    const beside = found.open ?? found.volume ?? found.adjusted;
    if (found.close !== undefined && beside !== undefined) return found;
  }
  return null;
}
