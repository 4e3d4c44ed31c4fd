import { describe, expect, it } from 'vitest';
import type { Backtest } from '../../../src/evaluation/backtest.js';
import { bandCoverage, bandSentence } from '../../../src/evaluation/verdicts/band-coverage.js';
import { seriesOf } from '../../models/panels.js';

/** Bands around 0 of which `inside80` and `inside95` of a hundred values lie inside, and the actuals. */
function backtest(inside80: number, inside95: number, forecasts = 100): Backtest {
  const actual = Float64Array.from({ length: forecasts }, (_, i) => {
    const place = (100 * i) / forecasts;
    return place < inside80 ? 0 : place < inside95 ? 2 : 4;
  });
  const bound = (size: number) => new Float64Array(forecasts).fill(size);
  return {
    horizon: 1,
    season: 1,
    probabilities: [0.025, 0.1, 0.9, 0.975],
    actual,
    series: [seriesOf(new Float64Array(forecasts + 1))],
    origins: Array.from({ length: forecasts }, (_, i) => ({ series: 0, row: i + 1 })),
    results: [
      {
        model: 'gru',
        point: bound(0),
        seconds: 0,
        training: null,
        network: false,
        quantiles: [bound(-3), bound(-1), bound(1), bound(3)],
      },
    ],
  };
}

const sentence = (known: Backtest) => bandSentence(bandCoverage(known, known.results[0]!));

describe('what bands held', () => {
  it('is said in words where they are too narrow, or too wide', () => {
    expect(sentence(backtest(61, 83))).toBe(
      'the 80 % band held 61 %, the 95 % band 83 %: too narrow',
    );
    expect(sentence(backtest(78, 85))).toBe('the 95 % band held 85 %: too narrow');
    expect(sentence(backtest(99, 99.5, 400))).toMatch(/held 99 %.*: too wide/);
  });

  it('is not a word where they hold what they promise', () => {
    expect(sentence(backtest(80, 95))).toBeNull();
    expect(sentence(backtest(71, 89))).toBeNull();
    expect(sentence(backtest(88, 98))).toBeNull();
  });

  it('is never silent below 70 and 88 of a hundred, but calls chance what may be chance', () => {
    expect(sentence(backtest(69, 95))).toContain('80 % band held 69 %');
    expect(sentence(backtest(80, 87))).toContain('95 % band held 87 %');
    expect(sentence(backtest(60, 100, 10))).toContain('may be chance in so few forecasts');
  });

  it('counts windows that overlap by what is new in them', () => {
    const known = backtest(61, 95);
    const [band] = bandCoverage(known, known.results[0]!);
    expect(band!.mayBeChance).toBe(false);
    const origins = known.origins.slice(0, 10);
    const long = { ...known, horizon: 10, origins };
    expect(bandCoverage(long, known.results[0]!)[0]!.mayBeChance).toBe(true);
  });

  it('says nothing without intervals, or of values that are missing', () => {
    const known = backtest(61, 83);
    expect(bandCoverage(known, { ...known.results[0]!, quantiles: [] })).toStrictEqual([]);
    const none = { ...known, actual: known.actual.map(() => Number.NaN) };
    expect(bandCoverage(none, none.results[0]!)).toStrictEqual([]);
  });
});
