import type { Chart, Mark } from './chart.js';

const HOUR = 3_600_000;
/** A day inside the range of ECMAScript dates, so that every offset fits. */
const LAST_TIME = 8.64e15 - 24 * HOUR;
const FIXED_OFFSET = /^(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})?$/;

/**
 * The chart with its times as wall clock readings of its zone, counted as UTC: renderers then need
 * no zone. Times that no calendar has become NaN. At the end of daylight saving an hour is read twice, and is drawn twice at one place.
 */
export function wallClockChart(chart: Chart): Chart {
  if (chart.x.kind !== 'time') return chart;
  const offset = chart.x.zone === null ? () => 0 : offsetIn(chart.x.zone);
  const shift = (time: number) => (Math.abs(time) <= LAST_TIME ? time + offset(time) : Number.NaN);
  return {
    ...chart,
    x: { ...chart.x, zone: null },
    marks: chart.marks.map((mark) => shiftMark(mark, shift)),
  };
}

function shiftMark(mark: Mark, shift: (time: number) => number): Mark {
  if (mark.kind === 'rule') return mark.axis === 'x' ? { ...mark, at: shift(mark.at) } : mark;
  return { ...mark, x: mark.x.map(shift) };
}

/** Milliseconds that the wall clock of a zone is ahead of UTC at an instant. */
function offsetIn(zone: string): (time: number) => number {
  if (zone === 'Z' || zone === 'UTC') return () => 0;
  const fixed = FIXED_OFFSET.exec(zone);
  if (fixed) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0);
    return () => (fixed[1] === '-' ? -minutes : minutes) * 60_000;
  }
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  // Offsets change on the hour or half hour at most; asking Intl once for each is much quicker.
  const known = new Map<number, number>();
  return (time) => {
    const slot = Math.floor(time / (HOUR / 2));
    const offset = known.get(slot) ?? readOffset(format, slot * (HOUR / 2));
    known.set(slot, offset);
    return offset;
  };
}

function readOffset(format: Intl.DateTimeFormat, time: number): number {
  const part = Object.fromEntries(
    format.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
  ) as Readonly<Partial<Record<Intl.DateTimeFormatPartTypes, number>>>;
  const wall = Date.UTC(
    part.year!,
    part.month! - 1,
    part.day!,
    part.hour!,
    part.minute!,
    part.second!,
  );
  return wall - time;
}
