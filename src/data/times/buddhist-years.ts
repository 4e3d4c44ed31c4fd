import { dayMs, daysFromCivil } from '../calendar/civil.js';
import { buddhistLead } from '../calendar/eras.js';
import type { Cut, TimeReading } from './time-reading.js';

/** No data are of these years but in the Buddhist calendar: 1920 to 2100 in the other. */
const low = daysFromCivil(1920 + buddhistLead, 1, 1) * dayMs;
const high = daysFromCivil(2100 + buddhistLead, 1, 1) * dayMs;

/** Whether all times are of years that only Thailand's calendar has come to. */
export const areBuddhist = (wall: Float64Array) =>
  wall.every((time) => Number.isNaN(time) || (time >= low && time < high));

/** A reading whose years count in the Buddhist calendar. */
export function inBuddhistYears(reading: TimeReading): TimeReading {
  const year = reading.cuts.get('y');
  return year ? counted(reading, year, 'y', 'B', 0) : reading;
}

/** A reading with a Thai month: its years of two digits are those of the Buddhist calendar. */
export function withThaiYears(reading: TimeReading): TimeReading {
  const short = reading.languages[0] === 'th' ? reading.cuts.get('Y') : undefined;
  return short ? counted(reading, short, 'Y', 'B', 2500) : reading;
}

function counted(
  reading: TimeReading,
  year: Cut,
  field: 'y' | 'Y',
  letter: string,
  century: number,
): TimeReading {
  const cuts = new Map(reading.cuts);
  cuts.delete(field);
  return {
    ...reading,
    cuts: cuts.set('E', year),
    era: century - buddhistLead,
    pattern: reading.pattern.replace(/y+/, (letters) => letter.repeat(letters.length)),
  };
}
