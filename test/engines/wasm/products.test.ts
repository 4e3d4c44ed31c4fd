import { describe, expect, it } from 'vitest';
import { loadProducts } from '../../../src/engines/index.js';
import { createRandom } from '../../../src/random.js';
import { addWindow, emptyMoments } from '../../../src/regression/ridge-moments.js';
import { sumWindows } from '../../../src/training/line/window-sums.js';

const random = createRandom(7);
const numbers = (count: number) =>
  Float64Array.from(
    { length: count },
    () => (random.uniform() - 0.5) * 10 ** (8 * random.uniform()),
  );

/** Rows and sizes that are no multiple of any tile. */
const windows = Array.from({ length: 131 }, () => ({ x: numbers(13), y: numbers(7) }));
windows[5]!.y[2] = Number.NaN;

describe('products of the engine in double precision', () => {
  it('give the bytes of plain loops, second moments with missing targets', async () => {
    const [plain, summed] = [emptyMoments(13, 7), emptyMoments(13, 7)];
    for (const { x, y } of windows) addWindow(plain, x, y);
    sumWindows(summed, await loadProducts(), (visit) => {
      for (const { x, y } of windows) visit(x, y);
    });
    expect(summed).toEqual(plain);
  });

  it('give the bytes of plain loops, residuals of one map after the other', async () => {
    const residuals = (await loadProducts()).residuals(windows, 13, 7);
    for (const used of [13, 4, 0, 9]) {
      const weights = numbers(13 * 7).fill(0, used * 7);
      const left = residuals.of(weights);
      for (const [i, { x, y }] of windows.entries()) {
        const expected = y.slice();
        for (let k = 0; k < 13; k++) {
          for (let h = 0; h < 7; h++) expected[h]! -= x[k]! * weights[k * 7 + h]!;
        }
        expect(left.slice(i * residuals.stride, i * residuals.stride + 7)).toEqual(expected);
      }
    }
  });
});
