import type { Frequency } from '../calendar/frequency.js';
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
    timeColumn: axis.columns.length === 0 ? null : names(axis.columns).join(' '),
    idColumn: roles.ids.length === 0 ? null : names(roles.ids).join(ID_JOINT),
    pastNames: names(roles.past),
    futureNames: names(roles.future),
    staticNames: names(roles.statics),
  };
}

/** A file's part in a panel. */
export interface PanelPart {
  readonly frame: PanelFrame | null;
  readonly frequency: Frequency | null;
  readonly series: readonly Series[];
}

/** One panel of all files' series, in the frame of the first file. */
export function joinPanel(parts: readonly PanelPart[], options: ReadingOptions): Panel {
  const [first] = parts;
  if (!first?.frame || !first.frequency)
    throw new Error('a reading without a problem has a frequency');
  const series = parts.flatMap((part) => part.series);
  const panel: Panel = {
    ...first.frame,
    frequency: first.frequency,
    targets: [...new Set(series.map(({ target }) => target))],
    series,
  };
  if (options.calendar === undefined || options.calendar.length === 0) return panel;
  return addCalendar(panel, options.calendar, options.ahead);
}
