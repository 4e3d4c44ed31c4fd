import { describe, expect, it } from 'vitest';
import { createMemory } from '../../../src/engines/wasm/memory.js';
import { instantiate, loadModule } from '../../../src/engines/wasm/module.js';

const memory = createMemory(1 << 20, 'the test');
const kernels = instantiate(await loadModule(), memory);
const X = 4096;
const Y = 500_000;
const COUNT = 80_000;

/** The kernel's values at evenly spaced points. */
function values(kernel: 'applyTanh' | 'applySigmoid' | 'applyExp', from: number, to: number) {
  const x = new Float32Array(memory.buffer, X, COUNT);
  for (let i = 0; i < COUNT; i++) x[i] = from + ((to - from) * i) / (COUNT - 1);
  kernels[kernel](Y, X, COUNT);
  return Array.from(new Float32Array(memory.buffer, Y, COUNT), (y, i) => ({ x: x[i]!, y }));
}

const worst = (errors: readonly number[]) => errors.reduce((a, b) => Math.max(a, b), 0);

describe('elementary functions of the kernels', () => {
  it('give tanh within 4e-7, relative', () => {
    const errors = values('applyTanh', -20, 20).map(({ x, y }) => Math.abs(y / Math.tanh(x) - 1));
    expect(worst(errors)).toBeLessThan(4e-7);
  });

  it('give tanh within 4e-7, relative, also near zero', () => {
    const errors = values('applyTanh', 1e-6, 1e-2).map(({ x, y }) =>
      Math.abs(y / Math.tanh(x) - 1),
    );
    expect(worst(errors)).toBeLessThan(4e-7);
  });

  it('give the logistic function within 3e-7, absolute', () => {
    const errors = values('applySigmoid', -40, 40).map(({ x, y }) =>
      Math.abs(y - 1 / (1 + Math.exp(-x))),
    );
    expect(worst(errors)).toBeLessThan(3e-7);
  });

  it('give exp within 3e-7, relative', () => {
    const errors = values('applyExp', -87, 88).map(({ x, y }) => Math.abs(y / Math.exp(x) - 1));
    expect(worst(errors)).toBeLessThan(3e-7);
  });

  it('stay within (-1, 1) and (0, 1] for arguments of any size', () => {
    const tanh = values('applyTanh', -3e38, 3e38);
    expect(tanh.every(({ y }) => Math.abs(y) <= 1)).toBe(true);
    const sigmoid = values('applySigmoid', -3e38, 3e38);
    expect(sigmoid.every(({ y }) => y >= 0 && y <= 1)).toBe(true);
  });

  it('let NaN through, so that a broken training is noticed', () => {
    expect(values('applyTanh', Number.NaN, Number.NaN)[0]!.y).toBeNaN();
    expect(values('applySigmoid', Number.NaN, Number.NaN)[0]!.y).toBeNaN();
  });
});
