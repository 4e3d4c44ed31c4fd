import { describe, expect, it } from 'vitest';
import { addUp, addUpForecasts } from '../../../src/evaluation/hierarchy/add-up.js';
import { hierarchyOf, withSums } from '../../../src/evaluation/hierarchy/hierarchy.js';
import { reconcilers } from '../../../src/evaluation/hierarchy/index.js';
import { shrunkCovariance } from '../../../src/evaluation/hierarchy/shrinkage.js';
import { createRandom } from '../../../src/random.js';
import { panelOf, seriesOf } from '../../models/panels.js';

const shops = panelOf(
  seriesOf([1, 2, 3], 'North / a'),
  seriesOf([4, 5, 6], 'North / b'),
  seriesOf([7, 8, 9], 'South / c'),
);
const columns = ['region', 'shop'];
const two = hierarchyOf(panelOf(seriesOf([1, 2], 'a'), seriesOf([3, 4], 'b')), ['shop']);
const any = { min: null, max: null, integer: false };
const form = { decimals: 6, range: any, probabilities: [] };

describe('a hierarchy', () => {
  it('has the total, the sums of each column, and the bottom', () => {
    const hierarchy = hierarchyOf(shops, columns);
    expect(hierarchy.nodes.map(({ id, parent, leaves }) => [id, parent, ...leaves])).toEqual([
      ['total', null, 0, 1, 2],
      ['North', 0, 0, 1],
      ['South', 0, 2],
      ['North / a', 1, 0],
      ['North / b', 1, 1],
      ['South / c', 2, 2],
    ]);
    expect(withSums(shops, hierarchy).series.map(({ values }) => [...values])).toEqual([
      ...[
        [12, 15, 18],
        [5, 7, 9],
        [7, 8, 9],
      ],
      ...[
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
    ]);
  });

  it('refuses a child in two parents, a row without a parent, and a missing cell', () => {
    const other = (id: string, values = [1, 2, 3]) => ({
      ...shops,
      series: [...shops.series, seriesOf(values, id)],
    });
    expect(() => hierarchyOf(other('South / a'), columns)).toThrow(
      'shop "a" stands under "North" and under "South"',
    );
    expect(() => hierarchyOf(other('/ d'), columns)).toThrow('rows without a "region"');
    const gap = other('South / d', [1, Number.NaN, 3]);
    expect(() => withSums(gap, hierarchyOf(gap, columns))).toThrow('have not all a value at 1');
    const short = other('South / d', [1, 2]);
    expect(() => withSums(short, hierarchyOf(short, columns))).toThrow('have not all a value at 2');
  });

  // By hand: total 10 over 4 and 5; with weights 2, 1, 1 the gap of 1 is closed by 1/4, 1/4 and 1/2.
  it.each([
    ['bottom-up', [9, 4, 5]],
    ['top-down', [10, 4.444444, 5.555556]],
    ['mint', [9.5, 4.25, 5.25]],
  ])('%s adds up as computed by hand', (name, expected) => {
    const reconciliation = reconcilers.get(name).prepare(two, []);
    expect([...addUp(Float64Array.of(10, 4, 5), two, reconciliation, form)]).toEqual(expected);
  });

  it('shrinks the covariance as computed by hand', () => {
    // Correlation 1 with variance of products 1.44: shrunk by 0.24 / 2; variances 2.5.
    const errors = [1, -1, 2, -2].map((value) => Float64Array.of(value, value));
    const found = [...shrunkCovariance(errors)].map((value) => Number(value.toFixed(12)));
    expect(found).toEqual([2.5, 2.2, 2.2, 2.5]);
  });

  it('mint trusts the level whose errors are small, and leaves forecasts that add up', () => {
    const { uniform } = createRandom(1);
    const errors = Array.from({ length: 60 }, () =>
      Float64Array.of(0.01 * (uniform() - 0.5), uniform() - 0.5, uniform() - 0.5),
    );
    const mint = reconcilers.get('mint').prepare(two, errors);
    expect(addUp(Float64Array.of(10, 4, 5), two, mint, form)[0]).toBeCloseTo(10, 2);
    expect([...addUp(Float64Array.of(9, 4, 5), two, mint, form)]).toEqual([9, 4, 5]);
  });

  it('sums are those of the printed numbers, whole ones with --integer, and never below --min', () => {
    const mint = reconcilers.get('mint').prepare(two, []);
    const base = [10.3, -7.7, 5.5].map((value) => ({
      point: Float64Array.of(value),
      quantiles: [Float64Array.of(value - 20), Float64Array.of(value + 20)],
    }));
    const range = { min: 0, max: null, integer: true };
    const made = addUpForecasts(base, two, mint, { decimals: 0, range, probabilities: [0.1, 0.9] });
    const [total, a, b] = made.map(({ point }) => point[0]!);
    expect(total).toBe(a! + b!);
    expect(a).toBe(0);
    expect(Number.isInteger(b)).toBe(true);
    expect(made.map(({ quantiles }) => quantiles[0]![0])).toEqual([0, 0, 0]);
  });
});
