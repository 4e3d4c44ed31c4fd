import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../src/data/inspection.js';
import { inspectFiles } from '../../src/data/read-panel.js';
import { UserError } from '../../src/errors.js';

const folder = new URL('../../fixtures/csv/', import.meta.url).pathname;
const files = readdirSync(folder).filter((name) => !name.endsWith('.json'));

/** The parts of a reading that a person would check, in the form of the files beside the fixtures. */
function digest({ sources, panel, problem }: Inspection) {
  const source = sources[0]!;
  const named = (role: string) =>
    source.columns.filter((column) => column.role === role).map(({ name }) => name);
  const { encoding, delimiter, decimal, header, rows, time, freq, order } = source;
  return {
    encoding,
    delimiter,
    decimal,
    header,
    rows,
    time,
    freq,
    order,
    series: source.series.map(({ id }) => id),
    target: named('target'),
    id: named('id'),
    sums: Object.fromEntries(
      source.columns.filter(({ type }) => type === 'number').map(({ name, sum }) => [name, sum]),
    ),
    missing: Object.fromEntries(
      source.columns
        .filter(({ missing }) => missing > 0)
        .map(({ name, missing }) => [name, missing]),
    ),
    steps: panel ? panel.series[0]!.values.length : null,
    ...(problem ? { problem: problem.message } : {}),
  };
}

/** A column's sum, least, greatest (null without a number) and missing cells. */
type ColumnFigures = readonly [number | null, number | null, number | null, number];

interface ForeignReading {
  readonly rows: number;
  readonly first: string | number;
  readonly last: string | number;
  readonly columns: Readonly<Record<string, ColumnFigures>>;
}

/** What pandas reads when someone who looked at the file tells it how. */
const foreign: Readonly<Record<string, ForeignReading>> = JSON.parse(
  readFileSync(new URL('../../fixtures/reference/csv-readings.json', import.meta.url), 'utf8'),
);

/** Files whose times the other program places and we only count, each with the reason. */
const countedRows: Readonly<Record<string, string>> = {
  'sar.txt': 'the day of its clock stands in a line above the table',
};

/** A time or an index as a number; wall clock counts as UTC. */
function instant(time: string | number | null): number {
  if (typeof time === 'number' || time === null || /^\d{1,3}$/.test(time)) return Number(time);
  const zoned = /(?:Z|[+-]\d\d:\d\d)$/.test(time);
  return Date.parse(zoned ? time : `${time.length === 10 ? `${time}T00:00` : time}Z`);
}

/** A column that the other program only counts (files without a header) is that at the same place. */
function expectAsRead(file: string, { sources }: Inspection, other: ForeignReading): void {
  const { rows, time, columns } = sources[0]!;
  expect(rows).toBe(other.rows);
  const ends = countedRows[file] ? [1, rows] : [instant(other.first), instant(other.last)];
  expect([instant(time.first), instant(time.last)]).toEqual(ends);
  for (const [name, [sum, min, max, missing]] of Object.entries(other.columns)) {
    const column = columns.find((found) => found.name === name) ?? columns[Number(name)];
    const figures = [column?.sum, column?.min, column?.max, column?.missing];
    expect(figures, name).toEqual([near(sum), near(min), near(max), missing]);
  }
}

/** The figures of the other program are rounded to nine digits behind the point. */
const near = (value: number | null) => (value === null ? null : expect.closeTo(value, 6));

describe('an export that people have is read without a flag', () => {
  it.each(files)('%s', async (file) => {
    const expected: unknown = JSON.parse(readFileSync(`${folder}${file}.json`, 'utf8'));
    let found: unknown;
    try {
      const reading = await inspectFiles([`${folder}${file}`], {});
      found = digest(reading);
      if (foreign[file]) expectAsRead(file, reading, foreign[file]);
      // A file that is read has figures of another program.
      else expect(reading.problem).toBeDefined();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(error.exitCode).toBe(4);
      found = { error: error.message, hint: error.hint };
    }
    expect(JSON.parse(JSON.stringify(found).replaceAll(folder, ''))).toEqual(expected);
  });
});
