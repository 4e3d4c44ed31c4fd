import { expect, it } from 'vitest';
import { inspectText } from '../csv-text.js';

/** A day of hours, each from its start to its end. */
function day(number: string, next: string): string {
  const at = (hour: number) => (hour === 24 ? `${next} 00:00` : `${number} ${clock(hour)}`);
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  const rows = Array.from({ length: 24 }, (_, hour) => `${at(hour)} - ${at(hour + 1)},${hour * 7}`);
  return `MTU,Price\n${rows.join('\n')}\n`;
}

it.each([
  ['the next day', '01/03/2025', '02/03/2025', '2025-03-01T00:00:00'],
  ['the next month', '01/31/2025', '02/01/2025', '2025-01-31T00:00:00'],
  ['the day after the third of January', '01/03/2025', '01/04/2025', '2025-01-03T00:00:00'],
])(
  'where the last interval of a day ends tells days from months: %s',
  async (_, from, to, first) => {
    const { sources, problem } = await inspectText(day(from, to));
    expect(problem).toBeNull();
    expect(sources[0]).toMatchObject({ rows: 24, freq: 'h', time: { first } });
  },
);

it('a day of which no interval ends in another stays open', async () => {
  const text = day('01/03/2025', '').split('\n').slice(0, 20).join('\n');
  const { problem } = await inspectText(text);
  expect(problem?.hint).toContain('--date-format');
});
