import { dataError } from '../../errors.js';
import { dayMs } from '../calendar/civil.js';
import {
  type Frequency,
  formatFrequency,
  openDays,
  parseFrequency,
} from '../calendar/frequency.js';
import { openWeekdays } from '../calendar/open-weekdays.js';
import { type Zone, zoneOf } from '../calendar/zone.js';
import { cellText } from '../cells/cells.js';
import { means } from '../cells/column-names.js';
import type { NumberColumn } from '../cells/number-column.js';
import { fillMissing, looksAhead } from '../panel/fill.js';
import type { Series } from '../panel/panel.js';
import { findSeason } from '../panel/season.js';
import { isClockUnit } from '../panel/steps.js';
import type { Aggregation, Finding, ReadingOptions, SeriesSummary } from '../reading.js';
import { numbersOf, type Understanding } from '../understanding.js';
import { type Group, pick } from './group-rows.js';
import { tellOddCells } from './odd-cells.js';
import { PartialSteps } from './partial-steps.js';
import { dropStrayTimes, mergeDuplicates, regularize, type Track } from './regularize.js';
import { zoneOfRepeatedHours } from './repeated-hour.js';
import { frequencyOfResampled, resample } from './resample.js';
import { tellChanges } from './tell-changes.js';

export interface Assembled {
  readonly series: readonly Series[];
  readonly summaries: readonly SeriesSummary[];
  readonly findings: readonly Finding[];
  /** Of the series; the file's own where nothing was resampled. */
  readonly frequency: Frequency;
  /** The columns of numbers that the series are made of, as they stand in the file. */
  readonly numbers: ReadonlyMap<number, NumberColumn>;
}

/** Groups made into regular series, by the policies asked for; each change is a finding. */
export function assemble(
  known: Understanding,
  groups: readonly Group[],
  frequency: Frequency,
  options: ReadingOptions,
): Assembled {
  const { table, roles } = known;
  const wanted = [...new Set([...roles.targets, ...roles.past, ...roles.future])];
  const columns = new Map(wanted.map((j) => [j, numbersOf(known, j)]));
  const hows = wanted.map((j) => options.aggregate ?? natureOf(table.names[j]!));
  const asked =
    options.resample === undefined ? null : parseFrequency(options.resample, '--resample');
  const longest = groups.reduce<Group | null>(
    (best, group) => (best && best.times.length >= group.times.length ? best : group),
    null,
  );
  const steps = asked
    ? frequencyOfResampled(frequency, asked, longest?.times ?? new Float64Array(0), known.zone)
    : frequency;
  const zone = known.zone === null || isClockUnit(steps) ? null : zoneOf(known.zone);
  const targetsOf = (track: Track) => roles.targets.map((j) => track.columns[wanted.indexOf(j)]!);
  const series: Series[] = [];
  const summaries: SeriesSummary[] = [];
  const repeated: number[] = [];
  const parts = new PartialSteps();
  const totals = { duplicates: 0, unequal: 0, gaps: 0, moved: 0, trimmed: 0, stray: 0 };
  for (const group of groups) {
    const track: Track = {
      times: group.times,
      columns: wanted.map((j) => {
        const { values } = columns.get(j)!;
        return group.whole ? values : pick(values, group.rows);
      }),
    };
    const merged = mergeDuplicates(track, options.duplicates);
    if (merged.duplicates > 0 && isClockUnit(frequency) && known.zone === null)
      for (let i = 1; i < track.times.length; i++)
        if (track.times[i] === track.times[i - 1]) repeated.push(track.times[i]!);
    if (merged.unequal > 0 && options.duplicates === 'error') throw duplicateError(known, group);
    // Where it is most rows, that the last counts would be no reading of the file.
    const most = merged.duplicates * 2 > track.times.length;
    if (most && merged.unequal * 5 > track.times.length && !options.duplicates && !asked)
      throw duplicateError(known, group);
    const stepped = asked
      ? parts.leaveOut(
          resample(merged, {
            from: frequency,
            to: steps,
            zone: known.zone,
            hows,
            known: (rows) => knownRows(targetsOf(rows)),
          }),
          targetsOf,
        )
      : onWallClock(merged, zone, options);
    const { regular, stray } = regularizeOrDrop(known, group, stepped, steps);
    totals.stray += stray;
    const times = zone ? regular.times.map((wall) => zone.instantOf(wall)) : regular.times;
    const column = (j: number) => regular.columns[wanted.indexOf(j)]!;
    const [from, to] = knownRows(roles.targets.map(column));
    const weekdays = options.weekdays === undefined ? ownWeekdays(steps, regular.times) : null;
    totals.duplicates += merged.duplicates;
    totals.unequal += merged.unequal;
    totals.gaps += regular.gaps;
    totals.moved += regular.moved;
    totals.trimmed += times.length - (roles.future.length > 0 ? times.length : to) + from;
    summaries.push({
      id: group.id,
      rows: group.rows.length,
      first: null,
      last: null,
      gaps: regular.gaps,
      duplicates: merged.duplicates,
    });
    const end = roles.future.length > 0 ? times.length : to;
    const statics = roles.statics.map((j) => cellText(table.columns[j]!, group.rows[0]!).trim());
    for (const j of roles.targets) {
      const values = part(column(j), from, to);
      const fill = (data: Float64Array) =>
        options.fill === undefined || options.fill === 'none'
          ? data
          : fillMissing(data, options.fill, findSeason(data, steps));
      const past = roles.past.map((k) => part(column(k), from, to));
      const policy = options.fill ?? 'none';
      series.push({
        id: group.id,
        target: table.names[j]!,
        times: part(times, from, end),
        values: fill(values),
        past: past.map(fill),
        future: roles.future.map((k) => fill(part(column(k), from, end))),
        statics,
        ...(looksAhead(policy) && { unfilled: { policy, values, past } }),
        ...(weekdays && { weekdays }),
      });
    }
  }
  totals.trimmed -= parts.count;
  const findings = [
    ...[...columns].flatMap(([j, numbers]) => tellOddCells(table, j, numbers)),
    ...parts.findings(table.file, steps, known.zone),
    ...tellChanges(table.file, totals, zoneOfRepeatedHours(repeated), steps, options),
  ];
  return { series, summaries, findings, numbers: columns, frequency: steps };
}

/** A stretch of a column; the column itself where that is all of it. */
const part = (column: Float64Array, from: number, to: number) =>
  from === 0 && to === column.length ? column : column.slice(from, to);

/** Days and more are counted on the wall clock, where two times of a repeated hour may be one. */
function onWallClock(track: Track, zone: Zone | null, options: ReadingOptions): Track {
  if (!zone) return track;
  const times = track.times.map((time) => time + zone.offsetAt(time));
  return mergeDuplicates({ ...track, times }, options.duplicates);
}

/** The weekdays on which a series has rows, where they are not those of its panel. */
function ownWeekdays(frequency: Frequency, wall: Float64Array): readonly number[] | null {
  if (frequency.unit !== 'business') return null;
  const own = openWeekdays(Array.from(wall, (time) => Math.floor(time / dayMs)));
  return own && own.join() !== openDays(frequency).join() ? own : null;
}

/** @throws UserError (exit 4) when the rows are too few for the steps that they span */
function regularizeOrDrop(known: Understanding, group: Group, track: Track, frequency: Frequency) {
  const whole = regularize(track, frequency);
  if (whole) return { regular: whole, stray: 0 };
  const { track: core, dropped } = dropStrayTimes(track);
  const regular = dropped < track.times.length * 0.1 ? regularize(core, frequency) : null;
  if (regular) return { regular, stray: dropped };
  throw dataError(
    `${known.table.file}: the ${track.times.length} rows of series ${group.id} are strewn over too long a time for frequency ${formatFrequency(frequency)}`,
    'give a coarser one with --freq, or gather the rows with --resample',
  );
}

/** From the first row to behind the last one at which any target is known. */
function knownRows(targets: readonly Float64Array[]): [number, number] {
  const length = targets[0]?.length ?? 0;
  const seen = (row: number) => targets.some((column) => !Number.isNaN(column[row]!));
  let from = 0;
  while (from < length && !seen(from)) from++;
  let to = length;
  while (to > from && !seen(to - 1)) to--;
  return [from, to];
}

/** How a column's rows are gathered when nobody says: volumes add up, prices end, the rest is averaged. */
function natureOf(name: string): Aggregation {
  if (
    means(name, 'volume') ||
    /(?:^|[^a-z])(?:volume|count|sales|qty|quantity|total|rain|precipitation|precip|prcp)(?:[^a-z]|$)/i.test(
      name,
    )
  )
    return 'sum';
  if (means(name, 'close') || means(name, 'last') || means(name, 'adjusted')) return 'last';
  if (means(name, 'open')) return 'first';
  if (means(name, 'high')) return 'max';
  if (means(name, 'low')) return 'min';
  return 'mean';
}

function duplicateError(known: Understanding, group: Group) {
  const at = group.times.findIndex((time, i) => i > 0 && time === group.times[i - 1]);
  const row = group.rows[at]!;
  const column = known.axis.columns[0] ?? 0;
  return dataError(
    `${known.table.file}, line ${known.table.lineOf(row)}: the time "${cellText(known.table.columns[column]!, row)}" stands in two rows with different numbers`,
    'say what counts with --duplicates first|last|mean|sum, or tell the series apart with --id',
  );
}
