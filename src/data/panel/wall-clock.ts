import { dayMs } from '../calendar/civil.js';
import { stepMs } from '../calendar/frequency.js';
import { type Zone, zoneOf } from '../calendar/zone.js';
import type { Panel, Series } from './panel.js';
import { futureTimes, isClockUnit } from './steps.js';

/** Where the rows of a series lie on the wall clock. */
interface Places {
  /** Rows that the series has on the wall clock. */
  readonly rows: number;
  /** For each step of the horizon, its place behind these rows; -1 for the hour that is known already. */
  readonly ahead: Int32Array; // (horizon)
}

/** A panel of a zone as the clocks on the wall showed it. */
export interface WallClockView {
  /** Without a zone. Its series have a day of as many rows as any other, also when clocks change. */
  readonly panel: Panel;
  readonly places: readonly Places[]; // (series)
}

/**
 * A panel of hours (or parts of them) in a zone as its clocks on the wall showed it, so that seasons
 * counted in rows follow the hours by which people live: the hour that spring skips becomes a row with
 * the value of a day before, the two passings of the hour that autumn repeats become one row, their
 * mean. Null where no clock changes between first row and horizon, and where rows are on the wall clock
 * already (days, opening hours).
 */
export function wallClockView(panel: Panel, horizon: number): WallClockView | null {
  const step = stepMs(panel.frequency);
  if (panel.zone === null || step === null || !isClockUnit(panel.frequency)) return null;
  if (panel.frequency.session) return null;
  const zone = zoneOf(panel.zone);
  const known = new Map<Float64Array, Int32Array>();
  const slotsOf = (times: Float64Array) => {
    const before = known.get(times);
    if (before) return before;
    const slots = wallSlots(times, zone, step);
    known.set(times, slots);
    return slots;
  };
  const changes = (slots: Int32Array) => slots.some((slot, row) => slot !== row);
  const placed = panel.series.map((series) => {
    const rows = series.values.length;
    const future = futureTimes(panel, series, horizon);
    const origin = series.times[0] ?? future[0] ?? 0;
    return {
      series,
      slots: slotsOf(series.times),
      ahead: wallSlots(future, zone, step, origin).map((slot) => slot + rows),
    };
  });
  const stays = placed.every(
    ({ series, slots, ahead }) =>
      !changes(slots) && ahead.every((slot, h) => slot === series.values.length + h),
  );
  if (stays) return null;
  const day = Math.round(dayMs / step);
  const views = placed.map(({ series, slots, ahead }) =>
    viewOf(series, slots, ahead, { zone, step, day }),
  );
  return {
    panel: { ...panel, zone: null, series: views.map(({ series }) => series) },
    places: views.map(({ places }) => places),
  };
}

/**
 * The places of regular times on a wall clock of whole steps: a time's number, and the steps by which
 * clocks have been put forward since the origin.
 */
function wallSlots(
  times: Float64Array,
  zone: Zone,
  step: number,
  origin = times[0] ?? 0,
): Int32Array {
  const first = zone.offsetAt(origin);
  return Int32Array.from(
    times,
    (time, row) => row + Math.trunc((zone.offsetAt(time) - first) / step),
  );
}

function viewOf(
  series: Series,
  slots: Int32Array,
  ahead: Int32Array,
  { zone, step, day }: { readonly zone: Zone; readonly step: number; readonly day: number },
) {
  const known = series.values.length;
  const rows = known === 0 ? 0 : slots.subarray(0, known).reduce((a, b) => Math.max(a, b)) + 1;
  const horizon = ahead.length;
  const lastAhead = ahead.at(-1) ?? rows;
  const all = slots.reduce((most, slot) => Math.max(most, slot + 1), rows);
  const start = (series.times[0] ?? 0) + zone.offsetAt(series.times[0] ?? 0);
  // A horizon over the repeated hour has one place less: what is behind it is not asked for.
  const future = (column: Float64Array) => {
    const wall = gather(column, slots, Math.max(all, lastAhead + 1), day);
    if (lastAhead + 1 >= rows + horizon || column.length < known + horizon) return wall;
    const longer = new Float64Array(rows + horizon).fill(wall[lastAhead]!);
    longer.set(wall.subarray(0, rows + horizon));
    return longer;
  };
  const columns = series.future.map(future);
  const length = Math.max(all, ...columns.map((column) => column.length));
  return {
    series: {
      ...series,
      times: Float64Array.from({ length }, (_, slot) => start + slot * step),
      values: gather(series.values, slots, rows, day),
      past: series.past.map((column) => gather(column, slots, rows, day)),
      future: columns,
    },
    places: { rows, ahead: ahead.map((slot) => slot - rows) },
  };
}

/** A column on the wall clock: the mean of a repeated hour, the value of a day before in a skipped one. */
function gather(
  column: Float64Array,
  slots: Int32Array,
  length: number,
  day: number,
): Float64Array {
  const wall = new Float64Array(length).fill(Number.NaN);
  const seen = new Uint8Array(length);
  for (let row = 0; row < column.length; row++) {
    const slot = slots[row]!;
    const value = column[row]!;
    const other = wall[slot]!;
    seen[slot] = 1;
    if (Number.isNaN(value)) continue;
    wall[slot] = Number.isNaN(other) ? value : (other + value) / 2;
  }
  const end = column.length === 0 ? 0 : slots[column.length - 1]!;
  for (let slot = 1; slot < end; slot++)
    if (seen[slot] === 0) wall[slot] = wall[slot - day] ?? wall[slot - 1]!;
  return wall;
}
