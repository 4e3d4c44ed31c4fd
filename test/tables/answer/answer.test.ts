import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../../src/evaluation/verdicts/comparisons.js';
import { answerLines, answerOf } from '../../../src/tables/answer/answer.js';
import { lastSeasonPhrase } from '../../../src/tables/answer/steps-phrase.js';
import type { Results, SeriesForecast } from '../../../src/tables/results.js';
import { emptyResults, sampleResults } from '../../charts/sample-results.js';

const probabilities = [0.1, 0.9];
const base = sampleResults.backtest!;
const ones = (value: number) => new Float64Array(base.actual.length).fill(value);

/** Every actual value is 10; gru says 12, three in four of its bands hold it. */
const backtest = {
  ...base,
  probabilities,
  actual: ones(10),
  results: base.results.map((result) => ({
    ...result,
    point: ones(12),
    quantiles: [ones(8).map((low, at) => (at % 4 === 0 ? 11 : low)), ones(13)],
  })),
};

const comparison: Comparison = {
  ...sampleResults.comparisons.find(({ model }) => model === 'gru')!,
  against: 'seasonal-naive',
  skill: 0.26,
  pValue: 0.001,
  verdict: 'better',
};

function forecastOf(point: number[], quantiles: number[][], model = 'gru'): SeriesForecast {
  return {
    model,
    series: 0,
    times: sampleResults.forecasts[0]!.times.subarray(0, point.length),
    forecast: {
      point: Float64Array.from(point),
      quantiles: quantiles.map((bounds) => Float64Array.from(bounds)),
    },
    probabilities,
    oneSided: [],
  };
}

const banded = forecastOf(
  [5.94, 7.92, 6.8],
  [
    [3, 4, 5],
    [8, 9, 10],
  ],
);
const results = (changes: Partial<Results>): Results => ({
  ...sampleResults,
  backtest,
  comparisons: [comparison],
  forecasts: [banded],
  ...changes,
});
const sentence = (changes: Partial<Results>) => answerOf(results(changes)).sentences.join(' ');

describe('the answer', () => {
  it('says the forecast, how far off it usually is, what that is worth, and what the band held', () => {
    expect(sentence({})).toBe(
      'Next 3 days: 5.9 to 7.9, around 6.9. Usually right to ±2.0; 26 % better than repeating last week (not by chance). The 80 % band held 75 %.',
    );
  });

  it('is followed by the first, the highest and the lowest step with their bands', () => {
    expect(answerLines(results({}))[1]).toBe(
      'first, 2016-01-01: 5.9 (3.0 to 8.0) · highest, 2016-01-02: 7.9 (4.0 to 9.0) · lowest, 2016-01-01: 5.9 (3.0 to 8.0)',
    );
  });

  it.each([
    [
      { verdict: 'indistinguishable', skill: 0.04, pValue: 0.4 },
      '4 % better than repeating last week, which may be chance',
    ],
    [
      { verdict: 'indistinguishable', skill: 0.04, pValue: null },
      '4 % better than repeating last week, in too few tests to tell chance from skill',
    ],
    [
      { verdict: 'indistinguishable', skill: 0, pValue: null },
      'no better than repeating last week',
    ],
    [
      { verdict: 'worse', skill: -0.2 },
      '20 % worse than repeating last week: --model seasonal-naive does that',
    ],
    [
      { verdict: 'better', against: 'naive' },
      '26 % better than repeating the last value (not by chance)',
    ],
    [{ verdict: 'better', against: 'theta' }, '26 % better than theta (not by chance)'],
    [
      { verdict: 'worse', skill: -Infinity },
      'repeating last week made no error at all: --model seasonal-naive does that',
    ],
  ] as const)('says plainly what a comparison comes to: %o', (change, words) => {
    expect(sentence({ comparisons: [{ ...comparison, ...change }] })).toContain(
      `Usually right to ±2.0; ${words}.`,
    );
  });

  it('says where no band can be given', () => {
    const missing = [Number.NaN, Number.NaN, Number.NaN];
    expect(sentence({ forecasts: [forecastOf([5, 6, 7], [missing, missing])] })).toMatch(
      /No band of errors can be given: too few rows to measure one\.$/,
    );
  });

  it('lets the best of several models speak', () => {
    const other = forecastOf([50, 60, 70], [], 'naive');
    const worse = { ...comparison, model: 'naive', skill: -0.1 };
    expect(sentence({ forecasts: [other, banded], comparisons: [worse, comparison] })).toMatch(
      /^Next 3 days by gru, the best of 2 models here: 5\.9 to 7\.9, around 6\.9\./,
    );
  });

  it('gives the range of a panel, and no error in a unit that its series may not share', () => {
    const text = sentence({ forecasts: [banded, { ...banded, series: 1 }] });
    expect(text).toMatch(/^Next 3 days of 2 series: 5\.9 to 7\.9\. 26 % better than/);
    expect(text).not.toContain('Usually');
  });

  it('keeps the digits that tell near numbers apart, and groups those of large ones', () => {
    const near = forecastOf([101.21, 101.9, 101.5], []);
    expect(sentence({ forecasts: [near], backtest: null })).toContain('101.2 to 101.9');
    const large = forecastOf([3.8e11, 4.1e11, 4e11], []);
    expect(sentence({ forecasts: [large], backtest: null })).toContain(
      '380,000,000,000 to 410,000,000,000',
    );
  });

  it('is empty where nothing was forecast', () => {
    expect(answerOf(emptyResults)).toEqual({ sentences: [], figures: [] });
  });
});

describe('the season before, in words', () => {
  it.each([
    [7, 'day', 1, 'last week'],
    [5, 'business', 1, 'last week'],
    [24, 'hour', 1, 'the last day'],
    [48, 'minute', 30, 'the last day'],
    [12, 'month', 1, 'last year'],
    [4, 'quarter', 1, 'last year'],
    [9, 'step', 1, 'the last 9 steps'],
  ] as const)('%i rows of %s × %i', (season, unit, count, words) => {
    expect(lastSeasonPhrase(season, { unit, count })).toBe(words);
  });
});
