import { describe, expect, it } from 'vitest';
import { checkAgainst, expectationsOf, readingFor } from '../../src/store/expectations.js';
import { panelOf, seriesOf } from '../models/panels.js';

const panel = panelOf(seriesOf([1, 2, 3]));

describe('a model’s expectations', () => {
  it('accept the panel they came from', () => {
    expect(() => checkAgainst(expectationsOf(panel), panel)).not.toThrow();
  });

  it('name a missing column and the nearest one there is', () => {
    const expected = expectationsOf({ ...panel, targets: ['temp_max'] });
    const other = { ...panel, targets: ['temp_mx'] };
    expect(() => checkAgainst(expected, other)).toThrow(/target "temp_max"/);
    expect(() => checkAgainst(expected, other)).toThrow(
      expect.objectContaining({ exitCode: 4, hint: expect.stringContaining('"temp_mx"') }),
    );
  });

  it('refuse another frequency and say both', () => {
    const hourly = { ...panel, frequency: { unit: 'hour', count: 6 } as const };
    expect(() => checkAgainst(expectationsOf(panel), hourly)).toThrow(/frequency step.* 6h/);
  });

  it('refuse covariates in another order', () => {
    const expected = expectationsOf({ ...panel, pastNames: ['a', 'b'] });
    expect(() => checkAgainst(expected, { ...panel, pastNames: ['b', 'a'] })).toThrow(/a, b/);
  });

  it('fix the columns that were guessed at training, but yield to this run’s flags', () => {
    const expected = expectationsOf({
      ...panel,
      futureNames: ['price', 'weekday sine', 'weekday cosine'],
    });
    const reading = readingFor(expected, { calendar: ['weekday'], freq: 'D' }, { freq: 'h' });
    expect(reading).toStrictEqual({
      calendar: ['weekday'],
      freq: 'h',
      time: 't',
      target: ['value'],
      future: ['price'],
    });
  });
});
