import { dataError } from '../../errors.js';
import { isWallClock } from '../axis/place-in-zone.js';
import { type Zone, zoneOf } from '../calendar/zone.js';
import { cellText } from '../cells/cells.js';
import { ID_JOINT } from '../cells/column-index.js';
import type { ReadingLimits } from '../reading.js';
import type { Understanding } from '../understanding.js';

/** Rows of one id in time order, before any policy. */
export interface Group {
  readonly id: string;
  readonly rows: Int32Array;
  readonly times: Float64Array;
  /** All rows of the table, in its order: columns need no picking. */
  readonly whole: boolean;
}

/** The rows of each id, in time order; rows without a time are left out. */
export function groupRows(known: Understanding, limits: ReadingLimits): Group[] {
  const { table, times, roles } = known;
  const clock = known.zone !== null && isWallClock(known.axis) ? zoneOf(known.zone) : null;
  const inOrder = (id: string, rows: Int32Array) => {
    const group = sorted(id, rows, times);
    return clock ? withSecondPassings(group, clock) : group;
  };
  if (roles.ids.length === 0) {
    const rows = rowsWithTime(times);
    return rows.length === 0 ? [] : [inOrder(table.stem, rows)];
  }
  const columns = roles.ids.map((j) => table.columns[j]!);
  const idOf = (row: number) =>
    columns
      .map((column) => cellText(column, row).trim())
      .join(ID_JOINT)
      .trim();
  const same = (a: number, b: number) =>
    columns.every(({ codes, digits }) => codes[a] === codes[b] && digits[a] === digits[b]);
  const groups = new Map<string, number>();
  const sizes: number[] = [];
  const groupOf = new Int32Array(table.rows).fill(-1);
  let group = 0;
  let before = -1;
  for (let row = 0; row < table.rows; row++) {
    if (Number.isNaN(times[row]!)) continue;
    if (before < 0 || !same(before, row)) {
      const id = idOf(row);
      group = groups.get(id) ?? groups.size;
      if (group === sizes.length) {
        groups.set(id, group);
        sizes.push(0);
        if (sizes.length > limits.series) throw tooManyIds(known, limits);
      }
    }
    groupOf[row] = group;
    sizes[group]!++;
    before = row;
  }
  const rows = sizes.map((size) => new Int32Array(size));
  sizes.fill(0);
  for (let row = 0; row < table.rows; row++) {
    const at = groupOf[row]!;
    if (at >= 0) rows[at]![sizes[at]!++] = row;
  }
  return [...groups.keys()].map((id, at) => inOrder(id, rows[at]!));
}

function rowsWithTime(times: Float64Array): Int32Array {
  const rows = new Int32Array(times.length);
  let count = 0;
  for (let row = 0; row < times.length; row++) if (!Number.isNaN(times[row]!)) rows[count++] = row;
  return rows.subarray(0, count);
}

/** The second row of a time in a repeated hour gets the later of its two instants. */
function withSecondPassings(group: Group, zone: Zone): Group {
  const times = group.times.slice();
  let moved = false;
  for (let i = 1; i < times.length; i++) {
    const time = group.times[i]!;
    if (time !== group.times[i - 1]) continue;
    times[i] = zone.instantOf(time + zone.offsetAt(time), true);
    moved ||= times[i] !== time;
  }
  if (!moved) return group;
  const order = Int32Array.from(times, (_, i) => i).sort((a, b) => times[a]! - times[b]! || a - b);
  const rows = order.map((i) => group.rows[i]!);
  return { id: group.id, rows, times: pick(times, order), whole: false };
}

const tooManyIds = ({ table }: Understanding, limits: ReadingLimits) =>
  dataError(
    `${table.file} has more than ${limits.series} different ids`,
    'name another column with --id, or split the file',
  );

function sorted(id: string, rows: Int32Array, times: Float64Array): Group {
  let ups = 0;
  let downs = 0;
  for (let i = 1; i < rows.length; i++) {
    if (times[rows[i]!]! < times[rows[i - 1]!]!) downs++;
    else if (times[rows[i]!]! > times[rows[i - 1]!]!) ups++;
  }
  if (downs === 0 && rows.length === times.length) return { id, rows, times, whole: true };
  // Rows of equal time keep the order of the file, which runs backwards where most steps do.
  const forward = ups >= downs ? 1 : -1;
  if (downs > 0 && ups === 0) rows.reverse();
  else if (downs > 0) rows.sort((a, b) => times[a]! - times[b]! || forward * (a - b));
  return { id, rows, times: pick(times, rows), whole: false };
}

/** The rows of a column that are asked for, in their order. */
export function pick(column: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = column[rows[i]!]!;
  return picked;
}
