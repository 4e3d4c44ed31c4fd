import type { CrossProducts, Products, RegressionSample, Residuals } from '../products.js';
import type { Kernels } from './kernels.js';
import { createAllocator, createMemory } from './memory.js';
import { instantiate, loadModule } from './module.js';
import { roundUp } from './shards.js';

/** Rows that are summed up at a time. */
const BLOCK = 64;
/** The allocator counts in numbers of four bytes. */
const SINGLES = 2;

/** The kernels are loaded once a process. */
export async function loadProducts(): Promise<Products> {
  const module = await loadModule();
  const open = (sizes: readonly number[]) => openArrays(module, sizes);
  return {
    crossProducts: (features, targets) => crossProducts(open, features, targets),
    residuals: (samples, features, targets) => residuals(open, samples, features, targets),
  };
}

interface Arrays {
  readonly kernels: Kernels;
  readonly addresses: readonly number[];
  readonly views: readonly Float64Array[];
}

/** Arrays of so many doubles, all zero, in a memory of their own. */
function openArrays(module: WebAssembly.Module, sizes: readonly number[]): Arrays {
  const allocator = createAllocator();
  const addresses = sizes.map((size) => allocator.take(size * SINGLES));
  const memory = createMemory(allocator.bytes, 'a linear regression on the lookback');
  return {
    kernels: instantiate(module, memory),
    addresses,
    views: sizes.map((size, i) => new Float64Array(memory.buffer, addresses[i]!, size)),
  };
}

type Open = (sizes: readonly number[]) => Arrays;

function crossProducts(open: Open, features: number, targets: number): CrossProducts {
  const [m, n] = [roundUp(features), roundUp(targets)];
  const width = m + n;
  const { kernels, addresses, views } = open([m * width, BLOCK * width]);
  const [sums, rows] = views as [Float64Array, Float64Array];
  const [atSums, atRows] = addresses as [number, number];
  let count = 0;
  const sumUp = () => {
    kernels.addCrossProducts(atSums, atRows, count, m, n);
    count = 0;
  };
  return {
    add(x, y) {
      rows.set(x, count * width);
      rows.set(y, count * width + m);
      if (++count === BLOCK) sumUp();
    },
    finish(xx, xy) {
      sumUp();
      for (let i = 0; i < features; i++) {
        xx.set(sums.subarray(i * width, i * width + i + 1), i * features);
        xy.set(sums.subarray(i * width + m, i * width + m + targets), i * targets);
      }
    },
  };
}

function residuals(
  open: Open,
  samples: readonly RegressionSample[],
  features: number,
  targets: number,
): Residuals {
  const [m, n] = [roundUp(samples.length), roundUp(targets)];
  const { kernels, addresses, views } = open([m * features, m * n, features * n, m * n]);
  const [x, y, packed, left] = views as [Float64Array, Float64Array, Float64Array, Float64Array];
  const [atX, atY, atPacked, atLeft] = addresses as [number, number, number, number];
  for (const [i, sample] of samples.entries()) {
    x.set(sample.x, i * features);
    y.set(sample.y, i * n);
  }
  return {
    stride: n,
    of(weights) {
      const used = usedRows(weights, targets);
      for (let i = 0; i < used; i++) {
        packed.set(weights.subarray(i * targets, (i + 1) * targets), i * n);
      }
      kernels.subtractProduct(atLeft, atY, atX, features, atPacked, m, used, n);
      return left;
    },
  };
}

/** Rows up to the last one that is not all zero: a map of a short lookback ends in zeros. */
function usedRows(weights: Float64Array, targets: number): number {
  let last = weights.length - 1;
  while (last >= 0 && weights[last] === 0) last--;
  return Math.ceil((last + 1) / targets);
}
