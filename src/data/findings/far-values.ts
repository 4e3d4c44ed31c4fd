import { dataError } from '../../errors.js';
import { cellText } from '../cells/cells.js';
import type { NumberColumn } from '../cells/number-column.js';
import type { Finding } from '../reading.js';
import type { Group } from '../series/group-rows.js';
import type { Understanding } from '../understanding.js';

/** Squares of squares of larger numbers are more than a double can hold. */
const LARGEST = 1e75;
/** So many times beyond all others, a value is reported; up to so many of them. */
const FAR = 1000;
const FEW = 3;
/** Rows that the middle of a series is found from. */
const SAMPLED = 501;
const MOST_TOLD = 5;

type Numbers = ReadonlyMap<number, NumberColumn>;

/** @throws UserError (exit 4) for a number that no model can reckon with, with its row */
export function refuseHuge({ table }: Understanding, numbers: Numbers): void {
  for (const [j, { values }] of numbers) {
    const row = values.findIndex((value) => Math.abs(value) > LARGEST);
    if (row < 0) continue;
    const text = cellText(table.columns[j]!, row).trim();
    throw dataError(
      `${table.file}, line ${table.lineOf(row)}: "${text}" in "${table.names[j]}" is too large to reckon with (at most ${LARGEST})`,
      `if it means "no value", say so with --missing-values ${text}; otherwise give the numbers in a larger unit`,
    );
  }
}

/**
 * Values a thousand times further from the middle of their series than everything else: a slipped
 * decimal mark, a mark of missing values. They are reported, never mended.
 */
export function farValueFindings(
  known: Understanding,
  groups: readonly Group[],
  numbers: Numbers,
): Finding[] {
  const { table } = known;
  const findings: Finding[] = [];
  for (const [j, { values }] of numbers) {
    for (const group of groups) {
      const far = farRows(values, group.rows);
      const [row] = far;
      if (row === undefined) continue;
      const more = far.length > 1 ? `, as ${far.length - 1} more of this series` : '';
      findings.push({
        level: 'warning',
        text: `"${cellText(table.columns[j]!, row).trim()}" in "${table.names[j]}" is more than ${FAR} times further from the middle than all other values of series ${group.id}${more}: if it is no value, --missing-values says so`,
        file: table.file,
        row: table.lineOf(row),
        column: table.names[j]!,
      });
      if (findings.length >= MOST_TOLD) return findings;
    }
  }
  return findings;
}

/** The few rows that lie so far out, the furthest first; none where the others are all equal. */
function farRows(values: Float64Array, rows: Int32Array): number[] {
  const middle = middleOf(values, rows);
  const distance = (row: number) => Math.abs(values[row]! - middle);
  const furthest: number[] = [];
  for (const row of rows) {
    if (!(distance(row) > 0)) continue;
    const at = furthest.findIndex((other) => distance(row) > distance(other));
    furthest.splice(at < 0 ? furthest.length : at, 0, row);
    if (furthest.length > FEW + 1) furthest.pop();
  }
  const count = furthest.findIndex(
    (row, i) => i + 1 < furthest.length && distance(row) > FAR * distance(furthest[i + 1]!),
  );
  return furthest.slice(0, count + 1);
}

/** Median of a sample spread over the rows; NaN without any value. */
function middleOf(values: Float64Array, rows: Int32Array): number {
  const step = Math.max(1, Math.floor(rows.length / SAMPLED));
  const sample: number[] = [];
  for (let i = 0; i < rows.length; i += step) {
    const value = values[rows[i]!]!;
    if (!Number.isNaN(value)) sample.push(value);
  }
  sample.sort((a, b) => a - b);
  return sample[Math.floor(sample.length / 2)] ?? Number.NaN;
}
