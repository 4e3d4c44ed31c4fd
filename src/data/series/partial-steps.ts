import { type Frequency, formatFrequency } from '../calendar/frequency.js';
import { zoneOf } from '../calendar/zone.js';
import { isClockUnit } from '../panel/steps.js';
import type { Finding } from '../reading.js';
import { isoText } from '../times/time-format.js';
import type { Track } from './regularize.js';
import type { Resampled } from './resample.js';

/**
 * The first and last steps of resampled series that hold but a part of their rows: five days of March
 * are not March. They are left out, so that a forecast begins with the last one, and a warning says so.
 */
export class PartialSteps {
  /** Steps that were left out. */
  count = 0;
  private readonly first: number[] = [];
  private readonly last: number[] = [];
  private kept: number | null = null;

  /**
   * @param targetsOf the columns of which such steps become missing; covariates are known and stay
   * @returns the rows with these steps missing, or as they were where no other step would be left
   */
  leaveOut(rows: Resampled, targetsOf: (track: Track) => readonly Float64Array[]): Track {
    const { partialFirst, partialLast, ...track } = rows;
    const parts = [...new Set([partialFirst, partialLast])].filter((row) => row !== null);
    if (parts.length === 0) return track;
    const targets = targetsOf(track);
    const isKnown = (row: number) => targets.some((column) => !Number.isNaN(column[row]!));
    if (!track.times.some((_, row) => !parts.includes(row) && isKnown(row))) {
      this.kept ??= track.times[parts[0]!]!;
      return track;
    }
    this.count += parts.length;
    if (partialFirst !== null) this.first.push(track.times[partialFirst]!);
    if (partialLast !== null) this.last.push(track.times[partialLast]!);
    const columns = track.columns.map((column) =>
      targets.includes(column)
        ? column.map((value, row) => (parts.includes(row) ? Number.NaN : value))
        : column,
    );
    return { times: track.times, columns };
  }

  /** A sentence for each kind of step that is not whole. */
  findings(file: string, frequency: Frequency, zone: string | null): Finding[] {
    const code = formatFrequency(frequency);
    const place = isClockUnit(frequency) ? zoneOf(zone) : null;
    const timeText = (time: number) =>
      frequency.unit === 'step' ? String(time) : isoText(time + (place?.offsetAt(time) ?? 0));
    const named = (which: string, times: readonly number[]) =>
      times.length === 1
        ? `the ${which} step of ${code} (${timeText(times[0]!)}) holds only a part of its rows and is left out`
        : `the ${which} step of ${code} of ${times.length} series holds only a part of its rows and is left out`;
    const texts = [
      ...(this.first.length > 0 ? [named('first', this.first)] : []),
      ...(this.last.length > 0 ? [`${named('last', this.last)}: the forecast begins with it`] : []),
      ...(this.kept === null
        ? []
        : [
            `the step of ${code} at ${timeText(this.kept)} holds only a part of its rows, and is kept because there is no other`,
          ]),
    ];
    return texts.map((text) => ({ level: 'warning', text, file, row: null, column: null }));
  }
}
