import type { CellColumn } from '../cells/cells.js';
import { isMissingText } from '../cells/missing.js';
import { areBuddhist, inBuddhistYears } from './buddhist-years.js';
import { areRivals, isPeriodKind, preference } from './kinds.js';
import { isDigitsOnly } from './numeric-times.js';
import { alignCenturies } from './short-years.js';
import type { TimeColumn } from './time-column.js';
import { hasClock, offsetText, type TimeFormat } from './time-format.js';
import type { DateForm } from './time-forms.js';
import { offsetReader, readColumn, type TimeReading, timeReader } from './time-reading.js';
import { dateReadings } from './time-template.js';

/**
 * The column as dates written with separators or names; null when fewer than half of its cells are. Of
 * periods of several lengths those that most cells hold are read, the shortest of equally many.
 */
export function readDates(column: CellColumn, forms?: readonly DateForm[]): TimeColumn | null {
  const readings = column.templates.map((template, code) =>
    column.counts[code] === 0 || isMissingText(template) ? null : dateReadings(template, forms),
  );
  let present = 0;
  const support = new Map<string, number>();
  readings.forEach((list, code) => {
    if (list === null) return;
    present += column.counts[code]!;
    for (const { kind } of list) support.set(kind, (support.get(kind) ?? 0) + column.counts[code]!);
  });
  if (present === 0) return null;
  const needed = present * 0.5;
  const enough = isMixOfPeriods(column, readings, support, present) ? mostOf(support) : needed;
  const kinds = (forms ? [...new Set(forms.map(({ kind }) => kind))] : preference).filter(
    (kind) => (support.get(kind) ?? 0) >= enough,
  );
  const read: TimeColumn[] = [];
  const ofKind = (kind: string) =>
    readings.map((list) => list?.find((reading) => reading.kind === kind) ?? null);
  const inItsCalendar = (found: TimeColumn) =>
    areBuddhist(found.wall) && !isDigitsOnly(column)
      ? readAs(
          column,
          found.kind,
          ofKind(found.kind).map((reading) => reading && inBuddhistYears(reading)),
          present,
        )
      : found;
  for (const kind of kinds) {
    const best = read[0];
    if (best && best.valid === present && !areRivals(best.kind, kind)) continue;
    const candidate = readAs(column, kind, ofKind(kind), present);
    if (candidate.valid >= Math.min(needed, enough * 0.9)) read.push(candidate);
  }
  read.sort((a, b) => b.valid - a.valid);
  const [first, ...others] = forms ? read : read.map(inItsCalendar);
  if (!first) return null;
  const rival = others.find(
    (other) => other.valid === first.valid && areRivals(first.kind, other.kind),
  );
  return rival ? { ...first, rival } : first;
}

const mostOf = (support: ReadonlyMap<string, number>) => Math.max(...support.values());

/** Years, quarters and months below each other, none of them half of the cells. */
function isMixOfPeriods(
  column: CellColumn,
  readings: readonly (readonly TimeReading[] | null)[],
  support: ReadonlyMap<string, number>,
  present: number,
): boolean {
  if (support.size < 2 || mostOf(support) >= present * 0.5) return false;
  const periods = readings.reduce(
    (sum, list, code) =>
      sum + (list?.some(({ kind }) => isPeriodKind(kind)) ? column.counts[code]! : 0),
    0,
  );
  return periods >= present * 0.95;
}

function readAs(
  column: CellColumn,
  kind: string,
  readings: readonly (TimeReading | null)[],
  present: number,
): TimeColumn {
  const wall = readColumn(
    column,
    readings.map((reading) => reading && timeReader(reading)),
  );
  alignCenturies(column, readings, wall);
  const offsets = readings.some((reading) => reading && reading.offset !== null)
    ? readColumn(
        column,
        readings.map((reading) => reading && offsetReader(reading)),
      )
    : null;
  const own = offsets && areEnds(offsets) ? null : offsets;
  let valid = 0;
  for (let row = 0; row < wall.length; row++) if (!Number.isNaN(wall[row]!)) valid++;
  return {
    kind,
    format: formatOf(column, readings, own),
    wall,
    offsets: own,
    valid,
    odd: present - valid,
    tie: null,
    rival: null,
    evidence: `${valid} of ${present} cells read so`,
  };
}

/** No zone has more offsets than a few: `10:00-10:15`, `10:15-10:30` … are intervals. */
function areEnds(offsets: Float64Array): boolean {
  const seen = new Set<number>();
  for (const offset of offsets) {
    if (!Number.isNaN(offset)) seen.add(offset);
    if (seen.size > 4) return true;
  }
  return false;
}

/** The pattern to write with: that of the most cells, fields unpadded if any cell had them so. */
function formatOf(
  column: CellColumn,
  readings: readonly (TimeReading | null)[],
  offsets: Float64Array | null,
): TimeFormat {
  let pattern = '';
  let most = -1;
  const languages = new Map<string, number>();
  readings.forEach((reading, code) => {
    if (!reading) return;
    const count = column.counts[code]!;
    for (const language of reading.languages)
      languages.set(language, (languages.get(language) ?? 0) + count);
    // A pattern with a time of day, or an offset, says more than one without, however rare.
    const weight =
      count +
      (hasClock(reading.pattern) ? column.length : 0) +
      (offsets && reading.pattern.includes('xxx') ? column.length : 0);
    if (weight > most) {
      most = weight;
      pattern = offsets ? reading.pattern : reading.pattern.replace(/ ?xxx/, '');
    }
  });
  const all = readings.flatMap((reading) => (reading ? [withoutLiterals(reading.pattern)] : []));
  if (all.some((other) => other.includes('MMMM'))) pattern = pattern.replace(/M{3,4}/, 'MMMM');
  const unpadded = (fields: string) =>
    all.some((other) => new RegExp(`(?<![${fields}])[${fields}](?![${fields}])`).test(other));
  if (unpadded('Md')) pattern = pattern.replace(/(?<!M)MM(?!M)/, 'M').replace(/(?<!d)dd(?!d)/, 'd');
  if (unpadded('w')) pattern = pattern.replace(/ww/, 'w');
  if (unpadded('Hh')) pattern = pattern.replace(/HH/, 'H').replace(/hh/, 'h');
  const [language] = [...languages].sort((a, b) => b[1] - a[1])[0] ?? ['en'];
  return {
    pattern: language === 'en' || !/MMM/.test(pattern) ? pattern : `[${language}]${pattern}`,
    offset: offsets && commonOffset(offsets),
  };
}

const withoutLiterals = (pattern: string) => pattern.replace(/'[^']*'|RM/g, ' ');

function commonOffset(offsets: Float64Array): string | null {
  const seen = offsets.find((offset) => !Number.isNaN(offset));
  if (seen === undefined) return null;
  return offsets.every((offset) => offset === seen || Number.isNaN(offset))
    ? offsetText(seen)
    : null;
}
