import { expect, it } from 'vitest';
import { comparedModels } from '../../src/workflows/compare.js';

it('compares every network with the statistical models when none is named', () => {
  expect(comparedModels()).toStrictEqual([
    ...['theta', 'ets', 'mstl', 'arima', 'croston', 'sba', 'tsb', 'linear'],
    ...['rnn', 'gru', 'lstm', 'segrnn', 'transformer'],
  ]);
});
