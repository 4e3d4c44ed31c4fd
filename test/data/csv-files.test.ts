import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectFiles } from '../../src/data/read-panel.js';
import type { Inspection } from '../../src/data/reading.js';
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
    ...{ encoding, delimiter, decimal, header, rows, time, freq, order },
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

describe('an export that people have is read without a flag', () => {
  it.each(files)('%s', async (file) => {
    const expected: unknown = JSON.parse(readFileSync(`${folder}${file}.json`, 'utf8'));
    let found: unknown;
    try {
      const reading = await inspectFiles([`${folder}${file}`], {});
      found = digest(reading);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(error.exitCode).toBe(4);
      found = { error: error.message, hint: error.hint };
    }
    expect(JSON.parse(JSON.stringify(found).replaceAll(folder, ''))).toEqual(expected);
  });
});
