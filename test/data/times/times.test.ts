import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellColumn } from '../../../src/data/cells/cell-builder.js';
import { formatTime } from '../../../src/data/panel/steps.js';
import { readDates } from '../../../src/data/times/date-column.js';
import { formOfPattern } from '../../../src/data/times/date-format.js';
import { isoText } from '../../../src/data/times/time-format.js';

const read = (...texts: string[]) => {
  const reading = readDates(cellColumn(texts));
  return (
    reading && {
      pattern: reading.format.pattern,
      times: [...reading.wall].map((time) => isoText(time)),
    }
  );
};

describe('a column of times', () => {
  it.each([
    ['2024-01-05', '2024-01-05', 'yyyy-MM-dd'],
    ['2024/1/5', '2024-01-05', 'yyyy/M/d'],
    ['2024-01-05T10:30', '2024-01-05T10:30:00', "yyyy-MM-dd'T'HH:mm"],
    ['2024-01-05 10:30:15.250', '2024-01-05T10:30:15.250', 'yyyy-MM-dd HH:mm:ss.SSS'],
    [
      '2024-01-05T10:30:15.123456+02:00',
      '2024-01-05T10:30:15.123',
      "yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx",
    ],
    ['20240105T1030', '2024-01-05T10:30:00', "yyyyMMdd'T'HHmm"],
    ['202401051030', '2024-01-05T10:30:00', 'yyyyMMddHHmm'],
    ['25.01.2024', '2024-01-25', 'dd.MM.yyyy'],
    ['1/25/2024 1:05 PM', '2024-01-25T13:05:00', 'M/d/yyyy h:mm a'],
    ['25-Jan-24', '2024-01-25', 'dd-MMM-yy'],
    ['Jan 5, 2024', '2024-01-05', 'MMM d, yyyy'],
    ['January 2024', '2024-01-01', 'MMMM yyyy'],
    ['5 de marzo de 2024', '2024-03-05', "[es]d 'de' MMMM 'de' yyyy"],
    ['5. März 2024', '2024-03-05', '[de]d. MMMM yyyy'],
    ['5 février 2024', '2024-02-05', '[fr]d MMMM yyyy'],
    ['2024年1月5日', '2024-01-05', "yyyy'年'M'月'd'日'"],
    ['2024-01-05,五', '2024-01-05', 'yyyy-MM-dd'],
    ['Friday, 5 January 2024', '2024-01-05', 'd MMMM yyyy'],
    ['113/01/05', '2024-01-05', 'RRR/MM/dd'],
    ['2024Q2', '2024-04-01', "yyyy'Q'Q"],
    ['2. Quartal 2024', '2024-04-01', "Q. 'Quartal' yyyy"],
    ['2024-W07', '2024-02-12', "yyyy-'W'ww"],
    ['2024-060', '2024-02-29', 'yyyy-DDD'],
    ['2024-01', '2024-01-01', 'yyyy-MM'],
    ['2024M03', '2024-03-01', "yyyy'M'MM"],
    ['2024-01-05 24:00', '2024-01-06', 'yyyy-MM-dd HH:mm'],
    ['05.01.2024 00:00 - 05.01.2024 01:00', '2024-01-05', 'dd.MM.yyyy HH:mm'],
    ['Fri Jan 05 10:30:00 2024', '2024-01-05T10:30:00', 'MMM dd HH:mm:ss yyyy'],
  ])('reads %s as %s', (text, time, pattern) => {
    expect(read(text)).toEqual({ pattern, times: [time] });
  });

  it.each(['hello', '12.5', '2024-13-13', '31.02.2024', '2024-01-05 25:00', '1-2-3-4'])(
    'refuses %s',
    (text) => {
      expect(read(text)).toBeNull();
    },
  );

  it('writes every time in the format that it was read in', () => {
    const patterns = [
      'yyyy-MM-dd HH:mm:ss',
      'dd.MM.yyyy HH:mm',
      'M/d/yyyy h:mm a',
      "yyyy-MM-dd'T'HH:mm:ss.SSS",
      '[fr]d MMMM yyyy HH:mm',
      'dd-MMM-yyyy HH:mm',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...patterns),
        fc.integer({ min: 0, max: 2_000_000_000 }),
        (pattern, minutes) => {
          const time = (minutes % 50_000_000) * 60_000;
          const text = formatTime({ pattern, offset: null }, time, null);
          const reading = readDates(cellColumn([text]), [formOfPattern(pattern)]);
          expect(reading?.wall[0]).toBe(time);
        },
      ),
    );
  });
});
