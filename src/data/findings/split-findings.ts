import type { Finding } from '../reading.js';
import type { Group } from '../series/group-rows.js';
import { pick } from '../series/group-rows.js';
import { numbersOf, type Understanding } from '../understanding.js';
import { marketColumns } from './market-columns.js';
import { timeText } from './summarize.js';

/** New shares for old ones, as companies split them; named as they are written. */
const ratios: readonly (readonly [number, number])[] = [
  ...[2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 100].map((n) => [n, 1] as const),
  [3, 2],
  [5, 2],
  [4, 3],
  [5, 4],
];

/** Rows on each side whose level is compared. */
const LEVEL = 5;
/** How far from the ratio the jump of a day may be: the market moves as well. */
const NEARLY = 0.06;
/** The jump is so many times the usual change of a day. */
const UNUSUAL = 8;
const MOST_TOLD = 5;

interface Split {
  /** The first row after it, within the group. */
  readonly at: number;
  readonly text: string;
  /** The adjusted close, or the volume, bears it out. */
  readonly proved: boolean;
}

/**
 * Days from which a price stands at a half, a third, ten times … of what it was, as after a split.
 * They become findings and are never changed; nothing that is no price is looked at.
 */
export function splitFindings(known: Understanding, groups: readonly Group[]): Finding[] {
  const { table, types, roles } = known;
  const columns = marketColumns(table.names, types);
  if (!columns || columns.close === undefined) return [];
  const name = table.names[columns.close]!;
  const read = (j: number | undefined) => (j === undefined ? null : numbersOf(known, j).values);
  const [closes, opens] = [read(columns.close)!, read(columns.open)];
  const [adjusted, volumes] = [read(columns.adjusted), read(columns.volume)];
  const adjustedName = columns.adjusted === undefined ? null : table.names[columns.adjusted]!;
  const isTarget = columns.adjusted !== undefined && roles.targets.includes(columns.adjusted);
  const findings: Finding[] = [];
  for (const group of groups) {
    if (findings.length >= MOST_TOLD) break;
    const of = (values: Float64Array | null) => values && pick(values, group.rows);
    const splits = findSplits(of(closes)!, of(opens), of(adjusted), of(volumes));
    for (const { at, text, proved } of splits.slice(0, MOST_TOLD - findings.length)) {
      const row = group.rows[at]!;
      const advice = adjustedName
        ? isTarget
          ? `"${adjustedName}" goes on evenly, and is the target`
          : `"${adjustedName}" goes on evenly: --target prefers it`
        : 'forecast an adjusted price, or divide the earlier ones';
      findings.push({
        level: isTarget ? 'note' : 'warning',
        text: `${groups.length > 1 ? `series ${group.id}: ` : ''}"${name}" jumps from ${closes[group.rows[at - 1]!]} to ${closes[row]} on ${timeText(known, group.times[at]!)} and stays there: ${proved ? '' : 'perhaps '}a split ${text}; ${advice}`,
        file: table.file,
        row: table.lineOf(row),
        column: name,
      });
    }
  }
  return findings;
}

/** @param close in time order, as are all // (rows) */
function findSplits(
  close: Float64Array,
  open: Float64Array | null,
  adjusted: Float64Array | null,
  volume: Float64Array | null,
): Split[] {
  const usual = usualChange(close);
  const splits: Split[] = [];
  for (let at = 1; at < close.length; at++) {
    const jump = Math.log(close[at - 1]! / close[at]!);
    if (!(Math.abs(jump) > Math.max(UNUSUAL * usual, 0.2))) continue;
    const ratio = ratios.find(([n, m]) => near(Math.abs(jump), Math.log(n / m), NEARLY));
    if (!ratio) continue;
    const [n, m] = ratio;
    const expected = Math.sign(jump) * Math.log(n / m);
    if (adjusted && !near(Math.log(adjusted[at - 1]! / adjusted[at]!), 0, 0.15)) continue;
    if (open && !near(Math.log(close[at - 1]! / open[at]!), expected, 0.1)) continue;
    if (!near(levelBefore(close, at) - levelAfter(close, at), expected, 0.2)) continue;
    const traded = volume && levelAfter(volume, at) - levelBefore(volume, at);
    const scaled = traded !== null && near(traded, expected, 0.45 * Math.abs(expected));
    // Small ratios, and prices without an open, need a witness: a market may fall by a third.
    if (!adjusted && !scaled && (n / m < 1.9 || !open)) continue;
    const text = jump > 0 ? `${n}:${m}` : `${m}:${n}`;
    splits.push({ at, text, proved: adjusted !== null || scaled });
  }
  return splits;
}

const near = (value: number, wanted: number, within: number) => Math.abs(value - wanted) <= within;

/** The median size of a day's change, in logarithms. */
function usualChange(values: Float64Array): number {
  const changes = Float64Array.from(values.subarray(1), (value, i) =>
    Math.abs(Math.log(value / values[i]!)),
  ).filter((change) => Number.isFinite(change));
  return median(changes);
}

const levelBefore = (values: Float64Array, at: number) =>
  Math.log(median(values.slice(Math.max(0, at - LEVEL), at)));
const levelAfter = (values: Float64Array, at: number) =>
  Math.log(median(values.slice(at, at + LEVEL)));

function median(values: Float64Array): number {
  const present = values.filter((value) => !Number.isNaN(value)).sort();
  return present[present.length >> 1] ?? Number.NaN;
}
