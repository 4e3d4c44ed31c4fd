import { expect, test } from 'vitest';
import { updateAverage } from '../../src/training/averaging.js';
import { learningRateFactor } from '../../src/training/schedule.js';

test('the learning rate rises to its peak over the first steps and then falls to nearly nothing', () => {
  const factors = Array.from({ length: 200 }, (_, i) => learningRateFactor(i + 1, 200));
  const peak = factors.indexOf(1);
  expect(peak).toBe(9);
  expect(factors.slice(0, peak + 1)).toEqual([...factors.slice(0, peak + 1)].sort((a, b) => a - b));
  expect(factors.slice(peak)).toEqual([...factors.slice(peak)].sort((a, b) => b - a));
  expect(factors.at(-1)).toBeLessThan(0.03);
  expect(factors.at(-1)).toBeGreaterThan(0);
});

test('where time is shorter than the steps, the rate follows the time', () => {
  const factors = Array.from({ length: 100 }, (_, i) => learningRateFactor(i + 1, 1e6, i / 100));
  expect(Math.max(...factors)).toBeGreaterThan(0.99);
  expect(factors.at(-1)).toBeLessThan(0.03);
});

test('a training of one step is at its peak', () => {
  expect(learningRateFactor(1, 1)).toBe(1);
});

test('the average of equal weights is these weights, and it forgets old ones', () => {
  const average = { weights: Float32Array.of(0), steps: 0 };
  for (let i = 0; i < 10; i++) updateAverage(average, Float32Array.of(8), 4);
  expect(average.weights[0]).toBeGreaterThan(7);
  for (let i = 0; i < 60; i++) updateAverage(average, Float32Array.of(-3), 4);
  expect(average.weights[0]).toBeCloseTo(-3, 4);
});
