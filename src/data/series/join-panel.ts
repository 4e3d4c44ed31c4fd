import { dataError } from '../../errors.js';
import { TIME_JOINT } from '../axis/asked-times.js';
import { type Frequency, formatFrequency, openDays } from '../calendar/frequency.js';
import { ID_JOINT } from '../cells/column-index.js';
import { addCalendar } from '../panel/calendar-features.js';
import type { Panel, Series } from '../panel/panel.js';
import type { ReadingOptions } from '../reading.js';
import type { Understanding } from '../understanding.js';

/** What a panel is besides its series and their frequency. */
export type PanelFrame = Omit<Panel, 'frequency' | 'targets' | 'series'>;

export function frameOf({ table, roles, axis, zone, zoneGuessed }: Understanding): PanelFrame {
  const names = (columns: readonly number[]) => columns.map((j) => table.names[j]!);
  return {
    zone,
    ...(zoneGuessed && { zoneGuessed }),
    timeFormat: axis.reading.format,
    timeColumn: axis.columns.length === 0 ? null : names(axis.columns).join(TIME_JOINT),
    idColumn: roles.ids.length === 0 ? null : names(roles.ids).join(ID_JOINT),
    pastNames: names(roles.past),
    futureNames: names(roles.future),
    staticNames: names(roles.statics),
  };
}

/** A file's part in a panel. */
export interface PanelPart {
  readonly source: { readonly file: string };
  readonly frame: PanelFrame | null;
  readonly frequency: Frequency | null;
  readonly series: readonly Series[];
}

/**
 * One panel of all files' series, in the frame of the first file.
 * @throws UserError (exit 4) when files have different frequencies
 */
export function joinPanel(parts: readonly PanelPart[], options: ReadingOptions): Panel {
  const [first] = parts;
  if (!first?.frame || !first.frequency)
    throw new Error('a reading without a problem has a frequency');
  const { frequency } = first;
  const code = formatFrequency(frequency);
  const other = parts.find((part) => part.frequency && formatFrequency(part.frequency) !== code);
  if (other?.frequency) {
    throw dataError(
      `${other.source.file} has rows of frequency ${formatFrequency(other.frequency)}, and ${first.source.file} of ${code}`,
      'bring them to one with --resample or --freq, or forecast them by themselves',
    );
  }
  const series = parts.flatMap((part) => part.series.map((one) => onOwnDays(one, part, frequency)));
  series.forEach(requireAscending);
  const panel: Panel = {
    ...first.frame,
    frequency,
    targets: [...new Set(series.map(({ target }) => target))],
    series,
  };
  if (options.calendar === undefined || options.calendar.length === 0) return panel;
  return addCalendar(panel, options.calendar, options.ahead);
}

/** A series of a file that has rows on other weekdays than the panel. */
function onOwnDays(series: Series, { frequency }: PanelPart, common: Frequency): Series {
  if (!frequency || series.weekdays || frequency.unit !== 'business') return series;
  const weekdays = openDays(frequency);
  return weekdays.join() === openDays(common).join() ? series : { ...series, weekdays };
}

/** Models, windows and forecasts count on it: whatever made the times, each is later than the one before. */
function requireAscending({ id, times }: Series): void {
  for (let row = 1; row < times.length; row++)
    if (!(times[row]! > times[row - 1]!))
      throw new Error(`series ${id}: row ${row} is not later than the row before`);
}
